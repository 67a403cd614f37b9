import { Stop } from './terminal.js';

const VARIABLE = 'STEWARD_TEST_WORKERS';

/** How many workers run tests and how many run the journeys of a host: as many as STEWARD_TEST_WORKERS says, otherwise two. */
export function testWorkers(env = process.env) {
  const text = env[VARIABLE] || '2';
  if (!/^[1-9]\d?$/.test(text)) throw new Stop(`${VARIABLE}: "${text}" is not a number from 1 to 99`);
  return Number(text);
}
