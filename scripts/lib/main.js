import { stopEverything, stopOnSignals } from './children.js';
import { Stop, warn } from './terminal.js';

/** Runs a script's work: its number is the exit code, a `Stop` is a sentence, and nothing stays behind. */
export async function runScript(work) {
  stopOnSignals();
  let code = 1;
  try {
    code = await work();
  } catch (error) {
    warn(error instanceof Stop ? error.message : (error.stack ?? String(error)));
    code = error instanceof Stop ? error.exitCode : 1;
  }
  await stopEverything();
  process.exit(code);
}
