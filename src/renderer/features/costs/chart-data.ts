import { decimalOf } from '../../lib/money.ts';
import type { Measure } from './measure.ts';
import { markText } from './period.ts';
import type { CostSeries } from './use-cost-series.ts';

/** What a chart needs of the costs. */
export type ChartCosts = Pick<CostSeries, 'marks' | 'series' | 'total' | 'before'>;

/** Points by place, since ids may be any text: `s0`, `s1`. A mark that has not begun has none: a gap, not a zero. */
export interface Datum {
  readonly mark: string;
  readonly [key: string]: number | string | null;
}

/** For the geometry only: a double in units. */
const height = (amount: string | undefined): number => Number(decimalOf(amount ?? '0'));

/** The points of a chart; `now` is the mark that is not over. */
export function dataOf({ marks, series, total, before }: ChartCosts, now: string): Datum[] {
  return marks.map((mark) => {
    const has = mark <= now;
    return {
      mark,
      total: has ? height(total.get(mark)) : null,
      ...(before && { before: before.has(mark) ? height(before.get(mark)) : null }),
      ...Object.fromEntries(series.map(({ byMark }, index) => [`s${index}`, has ? height(byMark.get(mark)) : null])),
    };
  });
}

export interface ActiveMark {
  readonly mark: string;
  /** Its place among the series; undefined for all of them. */
  readonly series: number | undefined;
}

/** A mark in a sentence, for those who do not see it. */
export function sayMark({ mark, series }: ActiveMark, costs: ChartCosts, measure: Measure): string {
  const total = measure.format(costs.total.get(mark) ?? '0');
  const one = series === undefined ? undefined : costs.series[series];
  if (one === undefined) return `${markText(mark)}: ${total}`;
  return `${markText(mark)}, ${one.name}: ${measure.format(one.byMark.get(mark) ?? '0')} of ${total}`;
}
