import { Stop } from './terminal.js';

const VARIABLE = 'STEWARD_TEST_WORKERS';

/** How many workers run tests, and how many the journeys of a host: STEWARD_TEST_WORKERS where it is set. */
export function testWorkers(otherwise = 2, env = process.env) {
  const text = env[VARIABLE] || String(otherwise);
  if (!/^[1-9]\d?$/.test(text)) throw new Stop(`${VARIABLE} must be a number from 1 to 99, not “${text}”.`);
  return Number(text);
}
