import { CircleAlert } from 'lucide-react';
import type { AppError } from '../../contract/errors.ts';
import { errorText } from '../lib/error-text.ts';
import { errorSentence } from '../lib/format.ts';

/** A failure below a form or in a dialog. `advise` adds what to do, for where the message alone does not say it. */
export function InlineError({ error, advise = true }: { error: AppError; advise?: boolean }) {
  const { advice } = errorText(error);
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-red-line bg-red-soft px-3 py-2 text-red-text">
      <CircleAlert aria-hidden size={16} className="mt-px shrink-0" />
      <div className="min-w-0 break-words" data-selectable>
        {errorSentence(error)} {advise && advice}
        {error.req_id && <div className="font-mono text-xs">Request {error.req_id}</div>}
      </div>
    </div>
  );
}
