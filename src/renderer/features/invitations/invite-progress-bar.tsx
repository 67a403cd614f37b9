import { formatNumber } from '../../lib/format.ts';
import type { InviteProgress } from './invite-in-chunks.ts';

/** How far sending is. */
export function InviteProgressBar({ progress: { done, total } }: { readonly progress: InviteProgress }) {
  return (
    <div>
      <div
        role="progressbar"
        aria-label="Inviting"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-1.5 overflow-hidden rounded-sm bg-active"
      >
        <div className="h-full bg-accent" style={{ width: `${(100 * done) / Math.max(1, total)}%` }} />
      </div>
      <p className="mt-1 text-muted text-xs">
        {formatNumber(done)} of {formatNumber(total)} invited
      </p>
    </div>
  );
}
