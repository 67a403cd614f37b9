import { Amount } from './amount.tsx';
import type { Measure } from './measure.ts';
import { seriesColor } from './series-color.ts';
import { REST, type Series } from './use-cost-series.ts';

interface CostLegendProps {
  readonly series: readonly Series[];
  readonly measure: Measure;
  /** What the earlier period adds up to, where its dashed line is drawn. */
  readonly before: string | undefined;
  /** Narrows the page to one group; without it the legend only names them. */
  readonly onFilter: ((id: string) => void) | undefined;
}

/** Names and sums of what the chart shows; choosing one narrows the page to it. */
export const CostLegend = ({ series, measure, before, onFilter }: CostLegendProps) => (
  <ul aria-label="Groups of the chart" className="-ml-2 flex shrink-0 flex-wrap gap-x-1 gap-y-0.5">
    {series.map(({ id, name, total }, index) => {
      const content = (
        <>
          <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: seriesColor(index) }} />
          <bdi className="truncate">{name}</bdi> <Amount amount={total} measure={measure} className="text-muted" />
        </>
      );
      const shape = 'inline-flex h-7 max-w-64 items-center gap-1.5 rounded-md px-2 text-xs';
      return (
        <li key={id} className="min-w-0">
          {onFilter === undefined || id === REST ? (
            <span className={shape}>{content}</span>
          ) : (
            <button
              type="button"
              aria-label={`Show only ${name} ${measure.format(total)}`}
              onClick={() => onFilter(id)}
              className={`${shape} hover:bg-hover`}
            >
              {content}
            </button>
          )}
        </li>
      );
    })}
    {before !== undefined && (
      <li className="inline-flex h-7 items-center gap-1.5 px-2 text-xs">
        <span aria-hidden className="w-4 border-muted border-t border-dashed" />
        Previous period <Amount amount={before} measure={measure} className="text-muted" />
      </li>
    )}
  </ul>
);
