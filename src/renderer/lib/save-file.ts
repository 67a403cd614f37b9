import type { InputOf, RouteName } from '../../contract/api/index.ts';
import { MOST_SAVED_TEXT } from '../../contract/ipc.ts';
import { toast } from '../ui/toast.tsx';
import { invoke, toAppError } from './bridge.ts';
import type { LooseInput } from './query.ts';
import { activeAccount } from './session.ts';

/** Has the browser fetch what the host holds ready, or what was made here. */
export function fetchInBrowser(link: string, name = ''): void {
  const anchor = document.createElement('a');
  anchor.href = link;
  anchor.download = name;
  anchor.click();
}

/**
 * Saves a download of the API where the person says, and tells how it went. Answers whether a file was saved: false
 * where they cancelled or it failed.
 */
export async function saveFile<N extends RouteName>(
  route: N,
  input: InputOf<N>,
  suggestedName: string,
): Promise<boolean> {
  const { params, query, body } = input as LooseInput;
  try {
    const outcome = await invoke('files.save', {
      account_id: activeAccount()?.id ?? '',
      route,
      input: { ...(params && { params }), ...(query && { query }), ...(body && { body }) },
      suggested_name: suggestedName,
    });
    if (!outcome.saved) return false;
    if (outcome.link !== undefined) fetchInBrowser(outcome.link);
    toast.success(`Saved ${suggestedName}`);
    return true;
  } catch (thrown) {
    toast.error(`Could not save ${suggestedName}`, toAppError(thrown));
    return false;
  }
}

/**
 * Saves text that was made here, such as the result of a review, where the person says, and tells how it went. Answers
 * whether a file was saved.
 */
export async function saveText(name: string, text: string, type = 'text/csv'): Promise<boolean> {
  // A character of another script is up to three bytes.
  if (text.length > MOST_SAVED_TEXT / 3) {
    saveInWindow(name, text, type);
    return true;
  }
  try {
    const outcome = await invoke('files.save_text', { text, suggested_name: name });
    if (!outcome.saved) return false;
    if (outcome.link !== undefined) fetchInBrowser(outcome.link);
    toast.success(`Saved ${name}`);
    return true;
  } catch (thrown) {
    toast.error(`Could not save ${name}`, toAppError(thrown));
    return false;
  }
}

/** What is too large for the bridge, as a download of the window's own. */
function saveInWindow(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  fetchInBrowser(url, name);
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
