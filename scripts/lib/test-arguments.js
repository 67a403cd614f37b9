import { parseArgs } from 'node:util';
import { Stop } from './terminal.js';

export const HELP = `Runs every check of the project and ends with one line: N passed, N failed.

  npm test -- [flags]

  --quick      run the checks, the unit and server tests on PGlite, and ten journeys in the browser
  --at TIME    let everything happen at TIME, such as 2028-02-29T23:50:00Z
  --zone ZONE  and in ZONE, such as Pacific/Auckland
  --timed      run only what depends on the date
  --dates      run what depends on the date at two more dates as well; which ones changes daily
  --help       show this
`;

/** Reads the flags; an unknown one, or one without its value, is a `Stop` with exit code 2. */
export function testArguments(args) {
  const options = {
    quick: { type: 'boolean', default: false },
    at: { type: 'string' },
    zone: { type: 'string' },
    timed: { type: 'boolean', default: false },
    dates: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Stop(`${error.message}. See npm test -- --help.`, 2);
  }
}
