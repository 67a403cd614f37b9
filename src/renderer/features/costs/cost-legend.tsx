import { Money } from './money-text.tsx';
import { seriesColor } from './series-color.ts';
import { REST, type Series } from './use-costs.ts';

interface CostLegendProps {
  readonly series: readonly Series[];
  readonly currency: string;
  /** Narrows the page to one group. */
  readonly onFilter: (id: string) => void;
}

/** Names and sums of what the chart shows; choosing one narrows the page to it. */
export const CostLegend = ({ series, currency, onFilter }: CostLegendProps) => (
  <ul aria-label="Groups of the chart" className="flex shrink-0 flex-wrap gap-x-1 gap-y-0.5 px-3 pt-1 pb-3">
    {series.map(({ id, name, total }, index) => (
      <li key={id} className="min-w-0">
        <button
          type="button"
          disabled={id === REST}
          aria-label={id === REST ? undefined : `Show only ${name}`}
          onClick={() => onFilter(id)}
          className="inline-flex h-7 max-w-64 items-center gap-1.5 rounded-md px-2 text-xs enabled:hover:bg-hover"
        >
          <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: seriesColor(index) }} />
          <span className="truncate">{name}</span>
          <Money micros={total} currency={currency} className="text-muted" />
        </button>
      </li>
    ))}
  </ul>
);
