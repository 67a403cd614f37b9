import { Stop } from './terminal.js';

/**
 * Lets a whole run happen at another time and in another time zone. Steward's clocks read STEWARD_CLOCK_OFFSET_MS
 * (src/shared/clock.ts), programs read TZ, and pages that journeys open read STEWARD_TEST_ZONE (playwright.config.ts).
 */
export function timeEnv({ at, zone }, machine = Date.now()) {
  return {
    ...(at === undefined ? {} : { STEWARD_CLOCK_OFFSET_MS: String(timeOf(at) - machine) }),
    ...(zone === undefined ? {} : { TZ: knownZone(zone), STEWARD_TEST_ZONE: zone }),
  };
}

/** The time at which tests happen in this environment. */
export const timeOfTests = (env = process.env, machine = Date.now()) =>
  new Date(machine + Number(env.STEWARD_CLOCK_OFFSET_MS ?? 0));

const VARIABLES = ['STEWARD_CLOCK_OFFSET_MS', 'TZ', 'STEWARD_TEST_ZONE'];

/** Those of these variables that an environment has. */
export const passedOn = (env) =>
  Object.fromEntries(VARIABLES.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function timeOf(at) {
  const time = RFC3339.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time)) throw new Stop(`--at must be a time such as 2028-02-29T23:50:00Z, not “${at}”.`);
  return time;
}

function knownZone(zone) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new Stop(`--zone must be a time zone such as Pacific/Auckland, not “${zone}”.`);
  }
}

/** Both edges of a month and of a year, the leap day, and the days on which clocks change in Berlin. */
export const DATES = [
  '2027-06-01T00:10:00Z',
  '2027-04-30T12:00:00Z',
  '2026-12-31T23:50:00Z',
  '2027-01-01T00:10:00Z',
  '2028-02-29T23:50:00Z',
  '2027-03-28T00:45:00Z',
  '2027-10-31T00:45:00Z',
];
export const ZONES = ['Pacific/Auckland', 'Asia/Kolkata', 'Pacific/Honolulu'];

const DAY_MS = 86_400_000;

/** Two dates to try beside today's: others each day, until every date has been seen from every zone. */
export function datesOfToday(machine = Date.now()) {
  const all = ZONES.flatMap((_, turn) =>
    DATES.map((at, index) => ({ at, zone: ZONES[(index + turn) % ZONES.length] })),
  );
  const first = (Math.floor(machine / DAY_MS) * 2) % all.length;
  return [all[first], all[(first + 1) % all.length]];
}
