import { Star } from 'lucide-react';
import { cx } from '../../lib/cx.ts';
import { formatNumber } from '../../lib/format.ts';

interface StarButtonProps {
  readonly name: string;
  readonly starred: boolean;
  readonly count: number;
  readonly disabled?: boolean;
  readonly onToggle: () => void;
}

/** A star that is given or removed, with how many there are. */
export function StarButton({ name, starred, count, disabled, onToggle }: StarButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={starred}
      aria-label={starred ? `Starred ${name}, ${count} in all` : `Star ${name}, ${count} in all`}
      disabled={disabled}
      onClick={onToggle}
      className="-ml-1.5 inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 text-muted tabular-nums hover:bg-active hover:text-text"
    >
      <Star aria-hidden size={14} className={cx('shrink-0', starred && 'fill-amber-mark text-amber-text')} />
      {formatNumber(count)}
    </button>
  );
}
