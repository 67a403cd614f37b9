import { invoke } from './bridge.ts';
import { useSession } from './session.ts';

/** Marks what is printed of a page: everything around it stays out (styles/print.css). */
export const PRINTABLE = 'data-printable';

/** Whether the page on screen has something that is meant to be printed, such as a bill. */
export const isPrintable = (): boolean => document.querySelector(`[${PRINTABLE}]`) !== null;

/**
 * Prints what is marked on the page on screen, or saves it as a PDF. Answers false where there is nothing to print, or
 * the user cancelled. Throws `BridgeError`.
 */
export async function printPage(to: 'printer' | 'pdf' = 'printer'): Promise<boolean> {
  if (!isPrintable()) return false;
  if (useSession.getState().state?.info.host === 'electron') return (await invoke('window.print', { to })).printed;
  window.print();
  return true;
}
