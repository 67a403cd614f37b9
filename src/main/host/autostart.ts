import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Opens Steward without a window of its own in front. */
export const HIDDEN_FLAG = '--hidden';

/** The file that makes a Linux desktop start an app at login, by the freedesktop.org Autostart specification. */
export const autostartFile = (env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string =>
  join(env.XDG_CONFIG_HOME || join(home, '.config'), 'autostart', 'steward.desktop');

/** An argument as the `Exec` key wants it: quoted, with the reserved characters escaped, and `%` doubled. */
export function execArgument(text: string): string {
  const quoted = text.replace(/["`$\\]/g, (character) => `\\${character}`);
  // The value of a key unescapes backslashes once more.
  return `"${quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`;
}

export const autostartEntry = (program: string, args: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Steward',
    `Exec=${[program, ...args].map(execArgument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Writes or removes the file. Throws what the file system throws. */
export async function setAutostart(wanted: boolean, program: string, file: string = autostartFile()): Promise<void> {
  if (!wanted) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, autostartEntry(program, [HIDDEN_FLAG]));
}
