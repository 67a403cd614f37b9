import { formatPercent } from '../../lib/format.ts';

interface ShareBarProps {
  readonly percent: number;
}

/** A part of the whole as a bar, with its figure. */
export const ShareBar = ({ percent }: ShareBarProps) => (
  <span className="flex w-full items-center gap-2 tabular-nums">
    <span aria-hidden className="h-1.5 flex-1 rounded-sm bg-hover">
      <span
        className="block h-full rounded-sm bg-accent"
        style={{ width: `${Math.min(100, Math.max(0, percent))}%` }}
      />
    </span>
    <span className="w-11 text-right text-muted">{formatPercent(percent, 'exact')}</span>
  </span>
);
