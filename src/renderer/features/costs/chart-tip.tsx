import { cx } from '../../lib/cx.ts';
import type { ActiveMark, ChartCosts } from './chart-data.ts';
import type { Measure } from './measure.ts';
import { markText } from './period.ts';
import { seriesColor } from './series-color.ts';

export interface ChartTipProps {
  readonly active: ActiveMark;
  readonly costs: ChartCosts;
  readonly measure: Measure;
  readonly isSpike: boolean;
  /** The mark is not over. */
  readonly isRunning: boolean;
}

/** The values of a mark, exact sums in the order of the legend. */
export function ChartTip({ active: { mark, series: chosen }, costs, measure, isSpike, isRunning }: ChartTipProps) {
  const { series, total, before } = costs;
  const value = (sums: ReadonlyMap<string, string>) => measure.format(sums.get(mark) ?? '0');
  return (
    <div className="rounded-md border border-line-strong bg-float px-3 py-2 text-xs shadow-float">
      <p className="mb-1 whitespace-nowrap font-medium">
        {markText(mark)}
        {isRunning && <span className="font-normal text-muted"> so far</span>}
        {isSpike && <span className="text-amber-text"> · unusually high</span>}
      </p>
      <table className="tabular-nums">
        <tbody>
          {series.map(({ id, name, byMark }, index) => (
            <tr key={id} className={cx(index === chosen && 'font-semibold')}>
              <td className="pr-1.5">
                <span className="inline-block size-2 rounded-full" style={{ background: seriesColor(index) }} />
              </td>
              <td className="max-w-44 truncate pr-4">{name}</td>
              <td className="whitespace-nowrap text-right">{value(byMark)}</td>
            </tr>
          ))}
          <tr className="border-line border-t font-medium">
            <td />
            <td className="pt-1 pr-4">Total</td>
            <td className="whitespace-nowrap pt-1 text-right">{value(total)}</td>
          </tr>
          {before?.has(mark) && (
            <tr className="text-muted">
              <td />
              <td className="pr-4">Previous period</td>
              <td className="whitespace-nowrap text-right">{value(before)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
