import { formatNumber } from '../../../lib/format.ts';

export interface StateChip<S extends string> {
  readonly state: S;
  readonly label: string;
  readonly count: number;
}

interface StateChipsProps<S extends string> {
  readonly label: string;
  readonly chips: readonly StateChip<S>[];
  /** Null shows all. */
  readonly shown: S | null;
  readonly onShown: (state: S | null) => void;
}

/** How many rows have each state; pressed, a chip shows those alone. */
export function StateChips<S extends string>({ label, chips, shown, onShown }: StateChipsProps<S>) {
  const total = chips.reduce((sum, { count }) => sum + count, 0);
  const all = { state: null, label: 'All', count: total };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot take part in the layout
    <div role="group" aria-label={label} className="flex min-w-0 flex-wrap items-center gap-1.5 py-1.5">
      {[all, ...chips.filter(({ count, state }) => count > 0 || state === shown)].map((chip) => (
        <button
          key={chip.label}
          type="button"
          aria-pressed={chip.state === shown}
          onClick={() => onShown(chip.state === shown ? null : chip.state)}
          className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md border border-line-strong px-2 text-muted hover:bg-hover hover:text-text aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-text"
        >
          {chip.label} <span className="font-medium text-text tabular-nums">{formatNumber(chip.count)}</span>
        </button>
      ))}
    </div>
  );
}
