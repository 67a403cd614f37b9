import type { InputOf, RouteName } from '../../contract/api/index.ts';
import { toast } from '../ui/toast.tsx';
import { invoke, toAppError } from './bridge.ts';
import type { LooseInput } from './query.ts';
import { activeAccount } from './session.ts';

function fetchInBrowser(link: string, name = ''): void {
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

/** Saves text that was made here, such as the result of a review, where the host's own dialog says. */
export function saveText(name: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  fetchInBrowser(url, name);
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
