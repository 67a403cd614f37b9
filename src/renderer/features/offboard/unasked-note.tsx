import { TriangleAlert } from 'lucide-react';
import { errorSentence } from '../../lib/format.ts';
import type { Unasked } from './places.ts';

/** What gave no answer: the person may be there too. */
export function UnaskedNote({ unasked }: { readonly unasked: readonly Unasked[] }) {
  if (unasked.length === 0) return null;
  return (
    <div
      role="alert"
      className="flex gap-2 rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber-text"
    >
      <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
      <div className="min-w-0 break-words">
        These could not be asked. The person may be there too:
        <ul>
          {unasked.map(({ label, error }) => (
            <li key={label}>
              <bdi className="font-medium">{label}</bdi>: {errorSentence(error)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
