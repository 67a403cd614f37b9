import { formatNumber } from '../../lib/format.ts';
import type { Progress } from './use-workspace.ts';

/** What is being made, how much of it is there, and a bar. */
export function WorkspaceProgress({ progress }: { progress: Progress | null }) {
  const { step, done, total } = progress ?? { step: 'Starting the workspace', done: 0, total: 0 };
  return (
    <div className="mx-auto w-full max-w-[420px]" role="status">
      <div className="flex justify-between gap-4">
        <span className="truncate">{step}…</span>
        {total > 0 && (
          <span className="shrink-0 text-muted">
            {formatNumber(done)} of {formatNumber(total)}
          </span>
        )}
      </div>
      <progress
        aria-label={step}
        className="progress mt-2"
        max={total || undefined}
        value={total > 0 ? done : undefined}
      />
    </div>
  );
}
