import { resolve } from 'node:path';
import { Stop } from './terminal.js';

export const HELP = `Starts Steward, after installing and building what is missing.

  npm start -- [flags]

  --browser          open Steward in the browser even where Electron is available
  --data DIR         keep everything in DIR instead of the usual folder
  --smoke [FILE.png] write a picture of the sample data to FILE.png (test-results/smoke.png) and end
  --help             show this
`;

const takesValue = (next) => next !== undefined && !next.startsWith('-');

/** Reads the flags; an unknown one, or one without its value, is a `Stop` with exit code 2. */
export function startArguments(args) {
  const settings = { help: false, browser: false, data: undefined, smoke: undefined };
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  );
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--help' || flag === '-h') settings.help = true;
    else if (flag === '--browser') settings.browser = true;
    else if (flag === '--smoke')
      settings.smoke = resolve(takesValue(rest[0]) ? rest.shift() : 'test-results/smoke.png');
    else if (flag === '--data') {
      if (!takesValue(rest[0]) || rest[0] === '') throw new Stop('--data needs a folder.', 2);
      settings.data = resolve(rest.shift());
    } else throw new Stop(`Unknown flag: ${flag}. See npm start -- --help.`, 2);
  }
  return settings;
}
