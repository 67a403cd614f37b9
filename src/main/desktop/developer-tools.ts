import { app } from 'electron';

/** Said on the command line of an installed app to look into a page: never by accident, and not by a link. */
const FLAG = '--developer-tools';

/** Chromium's own ways to look into pages from outside. */
const SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'];

/** Whether pages may be looked into: in a checkout, and in an installed app that was started with the flag. */
export const hasDeveloperTools = (): boolean => !app.isPackaged || process.argv.includes(FLAG);

/** Before the app is ready: takes away what would open pages to other programs. */
export function closeDebugging(): void {
  if (hasDeveloperTools()) return;
  for (const name of SWITCHES) app.commandLine.removeSwitch(name);
}
