import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What either host understands on its command line. */
export interface HostArguments {
  /** The data folder, absolute; undefined for the usual one. */
  readonly data: string | undefined;
  /** Opens the sample data without asking, for a picture of it. */
  readonly smoke: boolean;
}

export interface DesktopArguments extends HostArguments {
  /** Where to write a picture of the first view; the app ends after it. */
  readonly picture: string | undefined;
}

export interface WebArguments extends HostArguments {
  /** The launcher holds the other end of standard input: when it goes, so do we. */
  readonly endWithStdin: boolean;
}

/** The browser host: only what it knows, since `scripts/start.js` and the tests are its callers. */
export function webArguments(args: readonly string[]): WebArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      'end-with-stdin': { type: 'boolean', default: false },
    },
    strict: true,
    allowPositionals: false,
  });
  const data = values.data === undefined ? undefined : resolve(values.data);
  return { data, smoke: values.smoke, endWithStdin: values['end-with-stdin'] };
}

/** Electron: Chromium and test tools add switches of their own, so that unknown ones pass. */
export function desktopArguments(args: readonly string[]): DesktopArguments {
  const optionOf = (name: string) => {
    const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    if (at === -1) return undefined;
    const arg = args[at] ?? '';
    const value = arg === name ? args[at + 1] : arg.slice(name.length + 1);
    if (value === undefined || value === '' || value.startsWith('--')) throw new Error(`${name} needs a value.`);
    return resolve(value);
  };
  const picture = optionOf('--smoke');
  return { data: optionOf('--data'), picture, smoke: picture !== undefined };
}
