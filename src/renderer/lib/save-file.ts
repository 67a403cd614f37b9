import type { InputOf, RouteName } from '../../contract/api/index.ts';
import type { MethodOutput } from '../../contract/ipc.ts';
import { toast } from '../ui/toast.tsx';
import { invoke, toAppError } from './bridge.ts';
import type { LooseInput } from './query.ts';
import { activeAccount } from './session.ts';

/** Has the browser fetch what the host holds ready. */
export function fetchInBrowser(link: string): void {
  const anchor = document.createElement('a');
  anchor.href = link;
  anchor.download = '';
  anchor.click();
}

/** Tells how a file was saved. Answers whether it was: false where the person cancelled or it failed. */
async function tell(name: string, saving: Promise<MethodOutput<'files.save'>>): Promise<boolean> {
  try {
    const outcome = await saving;
    if (!outcome.saved) return false;
    if (outcome.link !== undefined) fetchInBrowser(outcome.link);
    toast.success(`Saved ${name}`);
    return true;
  } catch (thrown) {
    toast.error(`Could not save ${name}`, toAppError(thrown));
    return false;
  }
}

/**
 * Saves a download of the API where the person says, and tells how it went. Answers whether a file was saved: false
 * where they cancelled or it failed.
 */
export function saveFile<N extends RouteName>(route: N, input: InputOf<N>, suggestedName: string): Promise<boolean> {
  const { params, query, body } = input as LooseInput;
  const saving = invoke('files.save', {
    account_id: activeAccount()?.id ?? '',
    route,
    input: { ...(params && { params }), ...(query && { query }), ...(body && { body }) },
    suggested_name: suggestedName,
  });
  return tell(suggestedName, saving);
}

/** Saves a text that was made here, such as the table on screen: in the same way, and without a connection as well. */
export const saveText = (name: string, text: string): Promise<boolean> =>
  tell(name, invoke('files.save_text', { suggested_name: name, text }));
