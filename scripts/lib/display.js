import { firstLine, start } from './children.js';
import { findProgram } from './programs.js';
import { Stop } from './terminal.js';

/** Whether a display of our own can be started here. */
export const canStartDisplay = () => process.platform === 'linux' && findProgram('Xvfb') !== undefined;

/**
 * A display that nothing else draws on; it ends with us. Answers the environment in which programs find it; an empty one
 * where there is no Xvfb. Xvfb itself picks a number that is free.
 */
export async function startDisplay() {
  if (!canStartDisplay()) return {};
  const server = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await firstLine(server);
  if (number === undefined) throw new Stop('Xvfb did not start.');
  return { DISPLAY: `:${number}` };
}
