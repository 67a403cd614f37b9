import { cx } from '../lib/cx.ts';
import { formatCompact, formatNumber } from '../lib/format.ts';
import { Tooltip } from './tooltip.tsx';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

export interface SparkbarsProps {
  /** What the bars show, with the unit: "Predictions, requests per month". */
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly height?: number;
  /** Writes a value out in full; grouped digits unless told. */
  readonly format?: (value: number) => string;
  /** Writes the largest value where there is little room. */
  readonly compact?: (value: number) => string;
  /** The last bar is an unfinished period. */
  readonly lastIsPartial?: boolean;
}

function BarColumn({ bar, share, soft, text }: { bar: Bar; share: number; soft: boolean; text: string }) {
  return (
    <Tooltip text={text} side="top">
      <div className="group flex h-full flex-1 items-end">
        <div
          style={{ height: `${Math.max(share * 100, bar.value > 0 ? 2 : 0)}%` }}
          className={cx('w-full rounded-t-sm bg-accent', soft ? 'opacity-40' : 'opacity-85', 'group-hover:opacity-100')}
        />
      </div>
    </Tooltip>
  );
}

/** A few bars over a zero line; the same numbers are there as a table for screen readers. */
export function Sparkbars(props: SparkbarsProps) {
  const { label, bars, height = 56, format = formatNumber, compact = formatCompact, lastIsPartial = false } = props;
  const top = Math.max(...bars.map((bar) => bar.value), 0);
  return (
    <figure aria-label={label}>
      <div aria-hidden className="flex items-end gap-1 border-line-strong border-b" style={{ height }}>
        {bars.map((bar, index) => (
          <BarColumn
            key={bar.label}
            bar={bar}
            share={top === 0 ? 0 : bar.value / top}
            soft={lastIsPartial && index === bars.length - 1}
            text={`${bar.label}: ${format(bar.value)}`}
          />
        ))}
      </div>
      <div aria-hidden className="mt-1 flex justify-between text-muted text-xs">
        <span>{bars[0]?.label}</span>
        <span>{top > 0 && `max ${compact(top)}`}</span>
        <span>{bars.at(-1)?.label}</span>
      </div>
      <table className="sr-only">
        <caption>{label}</caption>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{format(bar.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
