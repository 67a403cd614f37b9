import { stopEverything } from './children.js';
import { startDisplay } from './display.js';
import { startKeyring } from './keyring.js';

/**
 * A keychain, and where `display` says so a screen, for one process alone and for what it starts: each worker of the
 * journeys locks its own keychain, and has the focus and the clipboard to itself. `stop` ends them.
 */
export async function startSession({ display }) {
  const env = { ...(await startKeyring()), ...(display ? await startDisplay() : {}) };
  return { env, stop: stopEverything };
}
