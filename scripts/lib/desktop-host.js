import { run } from './children.js';
import { projectEnv, ROOT } from './root.js';
import { step } from './terminal.js';

/** How a process ends that its own sandbox or a missing library stopped before it began. */
const CRASHES = new Set(['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL']);

/** Opens Steward's window and waits for its end; undefined where Electron itself cannot run here. */
export async function runDesktopHost(program, { data, smoke }) {
  if (smoke === undefined) step('Steward is open in its window. Close it or press Ctrl-C to end.');
  const flags = [...(data === undefined ? [] : ['--data', data]), ...(smoke === undefined ? [] : ['--smoke', smoke])];
  const { code, signal } = await run(program, [ROOT, ...flags], { env: projectEnv() });
  if (code === 127 || CRASHES.has(signal)) return undefined;
  return code ?? 1;
}
