import { toAppError } from '../lib/bridge.ts';
import { copyText } from '../lib/copy.ts';
import { toast } from './toast.tsx';

/** Copies from a menu, which is gone by then, and says whether it worked. */
export function copyAndTell(text: string): void {
  copyText(text).then(
    () => toast.success(`Copied ${text}`),
    (thrown: unknown) => toast.error(`${text} was not copied`, toAppError(thrown)),
  );
}
