import { invoke } from './bridge.ts';
import { useSession } from './session.ts';

/** Copies text. In Electron through main, since the window has no permissions; a browser asks its own user. */
export async function copyText(text: string): Promise<void> {
  if (useSession.getState().state?.info.host === 'electron') await invoke('clipboard.copy_text', { text });
  else await navigator.clipboard.writeText(text);
}

/** Copies a token through main, which clears the clipboard after a minute. */
export async function copySecret(text: string): Promise<void> {
  await invoke('clipboard.copy_secret', { text });
}
