import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useRoute } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { subtractMicros, sumMicros } from '../../lib/money.ts';
import { type CostQuery, groupFilter, type Named } from './cost-query.ts';
import type { Grouping } from './costs-address.ts';
import { eachDay, markOf, marksOf, type Period, periodBefore } from './period.ts';
import { amountOf, type CostGroup, type Counted, countedQuery } from './use-costs.ts';

/** A line of the chart: the sum of each mark, exact, in whole millionths. */
export interface Series extends Named {
  readonly total: string;
  readonly byMark: ReadonlyMap<string, string>;
}

/** More than these nobody tells apart; the rest is one. */
export const MAX_SERIES = 5;
export const REST = 'rest';

type Answer = AnswerOf<'costs.list'> | undefined;
type Sums = ReadonlyMap<string, string>;

function sumByMark(answer: Answer, counted: Counted, markAt: (day: string) => string | undefined): Sums {
  const sums = new Map<string, string>();
  for (const row of answer?.costs ?? []) {
    const mark = markAt(row.day ?? '');
    if (mark !== undefined) sums.set(mark, sumMicros([sums.get(mark) ?? '0', amountOf(row, counted)]));
  }
  return sums;
}

/** What is left of the sum without the groups that are shown for themselves. */
function restOf(all: Sums, series: readonly Series[]): Sums {
  const rest = new Map<string, string>();
  for (const [mark, sum] of all) {
    const left = series.reduce((value, { byMark }) => subtractMicros(value, byMark.get(mark) ?? '0'), sum);
    rest.set(mark, left);
  }
  return rest;
}

/** The mark of each day of the period before: that of the day as far into this period. */
function marksBefore(period: Period, marks: 'day' | 'month'): ReadonlyMap<string, string> {
  const days = eachDay(period);
  return new Map(eachDay(periodBefore(period)).map((day, index) => [day, markOf(days[index] ?? '', marks)]));
}

interface Asked {
  readonly org: string;
  readonly query: CostQuery;
  readonly by: Grouping;
  readonly counted: Counted;
}

/** The days of one group, or of all of them. Two years have fewer days than a page has rows. */
function useDays({ org, query, by, counted }: Asked, group: CostGroup | undefined, enabled: boolean) {
  const narrowed = group === undefined ? query : { ...query, ...groupFilter(by, group.id) };
  return useRoute(
    'costs.list',
    {
      params: { org_id: org },
      query: { ...countedQuery(narrowed, counted), group_by: 'day', per_page: 1000 },
    },
    { enabled },
  );
}

interface SeriesOptions extends Asked {
  readonly groups: readonly CostGroup[];
  /** Asks for the period before as well. */
  readonly compare: boolean;
  readonly enabled: boolean;
}

/** The dearest groups one by one, and what is left of the total as one. */
function seriesOf(top: readonly CostGroup[], others: readonly CostGroup[], byMark: readonly Sums[], total: Sums) {
  const series: Series[] = top.map(({ id, name, amount }, index) => ({
    id,
    name,
    total: amount,
    byMark: byMark[index] ?? new Map(),
  }));
  const rest = subtractMicros(sumMicros([...total.values()]), sumMicros(top.map(({ amount }) => amount)));
  if (others.length === 0 || rest === '0') return series;
  const [only] = others.length === 1 ? others : [];
  const name = only?.name ?? `${formatNumber(others.length)} others`;
  return [...series, { id: only?.id ?? REST, name, total: rest, byMark: restOf(total, series) }];
}

interface Answers {
  readonly all: Answer;
  readonly days: readonly Answer[];
  readonly before: Answer;
}

function chartOf(
  { all, days, before }: Answers,
  { query, counted, groups, compare }: Omit<SeriesOptions, 'org' | 'by' | 'enabled'>,
) {
  const marks = marksOf(query);
  const markAt = (day: string) => markOf(day, marks);
  const total = sumByMark(all, counted, markAt);
  const earlier = marksBefore(query, marks);
  const byMark = days.map((day) => sumByMark(day, counted, markAt));
  return {
    marks: [...new Set(eachDay(query).map(markAt))],
    total,
    series: seriesOf(groups.slice(0, days.length), groups.slice(days.length), byMark, total),
    /** The period before by the marks of this one; undefined where it is not compared. */
    before: compare ? sumByMark(before, counted, (day) => earlier.get(day)) : undefined,
  };
}

/**
 * What the days (or months) of the period cost: the dearest groups for themselves, and the rest. Each group is asked for
 * on its own, so that an organization of ten thousand people needs no more rows than one of ten.
 */
export function useCostSeries({ groups, compare, enabled, ...asked }: SeriesOptions) {
  const { query, counted } = asked;
  const all = useDays(asked, undefined, enabled);
  const before = useDays({ ...asked, query: { ...query, ...periodBefore(query) } }, undefined, compare && enabled);
  const used = useMemo(() => groups.filter(({ amount }) => amount !== '0'), [groups]);
  const count = Math.min(used.length, MAX_SERIES);
  const [a, b, c, d, e] = [
    useDays(asked, used[0], count > 0),
    useDays(asked, used[1], count > 1),
    useDays(asked, used[2], count > 2),
    useDays(asked, used[3], count > 3),
    useDays(asked, used[4], count > 4),
  ];
  const [allDays, daysBefore] = [all.data, before.data];
  const chart = useMemo(
    () =>
      chartOf(
        { all: allDays, before: daysBefore, days: [a.data, b.data, c.data, d.data, e.data].slice(0, count) },
        { query, counted, groups: used, compare },
      ),
    [allDays, daysBefore, a.data, b.data, c.data, d.data, e.data, count, query, counted, used, compare],
  );
  const views = [all, ...[a, b, c, d, e].slice(0, count), ...(compare ? [before] : [])];
  return {
    ...chart,
    isPending: views.some((one) => one.isPending),
    /** Only where something is missing: what was there before a failure can still be shown. */
    error: views.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
    refetch: () => {
      for (const one of views) one.refetch();
    },
  };
}
export type CostSeries = ReturnType<typeof useCostSeries>;
