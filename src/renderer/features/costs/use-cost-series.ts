import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { isLevel } from '../../../contract/vocabulary.ts';
import { useRoute } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { subtractMicros, sumMicros } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import type { ComparedDays } from './comparison.ts';
import { type CostQuery, groupFilter, type Named } from './cost-query.ts';
import type { Grouping } from './costs-address.ts';
import { dayOf, eachDay, markOf, marksOf } from './period.ts';
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
    if (mark === undefined) continue;
    // Days come in order: of a level, a mark has its last one.
    const before = isLevel(counted) ? '0' : (sums.get(mark) ?? '0');
    sums.set(mark, sumMicros([before, amountOf(row, counted)]));
  }
  return sums;
}

/** A level stays what it was until it is metered again, at most until `last`. */
function carryOn(sums: Sums, marks: readonly string[], last: string): Sums {
  const carried = new Map(sums);
  let level: string | undefined;
  for (const mark of marks) {
    level = sums.get(mark) ?? level;
    if (level !== undefined && mark <= last) carried.set(mark, level);
  }
  return carried;
}

/** What the marks of a chart come to: their sum, or of a level the latest. */
export const wholeOf = (sums: Sums, counted: Counted): string =>
  isLevel(counted)
    ? ([...sums].sort(([one], [other]) => (one < other ? -1 : 1)).at(-1)?.[1] ?? '0')
    : sumMicros([...sums.values()]);

/** What is left of the sum without the groups that are shown for themselves. */
function restOf(all: Sums, series: readonly Series[]): Sums {
  const rest = new Map<string, string>();
  for (const [mark, sum] of all) {
    const left = series.reduce((value, { byMark }) => subtractMicros(value, byMark.get(mark) ?? '0'), sum);
    rest.set(mark, left);
  }
  return rest;
}

const pairOf = (day: string | undefined, mark: string | undefined): [string, string][] =>
  day === undefined || mark === undefined ? [] : [[day, mark]];

/** The mark of each earlier day: that of the day, or month, as far into this period. Days without a counterpart have none. */
function marksBefore({ compared, earlier }: ComparedDays, marks: 'day' | 'month'): ReadonlyMap<string, string> {
  const [days, before] = [eachDay(compared), eachDay(earlier)];
  if (marks === 'day') return new Map(days.flatMap((day, index) => pairOf(before[index], day)));
  const months = [...new Set(days.map((day) => markOf(day, marks)))];
  const monthsBefore = [...new Set(before.map((day) => markOf(day, marks)))];
  if (months.length !== monthsBefore.length || !earlier.from.endsWith('-01'))
    return new Map(days.flatMap((day, index) => pairOf(before[index], markOf(day, marks))));
  return new Map(before.flatMap((day) => pairOf(day, months[monthsBefore.indexOf(markOf(day, marks))])));
}

/** A counterpart without usage is nothing, unlike a mark without a counterpart. */
const beforeOf = (earlier: ReadonlyMap<string, string>, sums: Sums): Sums =>
  new Map([...new Set(earlier.values())].map((mark) => [mark, sums.get(mark) ?? '0']));

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
  /** The days to draw beside the period; undefined where none are. */
  readonly comparison: ComparedDays | undefined;
  readonly enabled: boolean;
}

/** The dearest groups one by one, and what is left of the whole as one. */
function seriesOf(groups: readonly CostGroup[], byMark: readonly Sums[], total: Sums, whole: string) {
  const [top, others] = [groups.slice(0, byMark.length), groups.slice(byMark.length)];
  const series: Series[] = top.map(({ id, name, amount }, index) => ({
    id,
    name,
    total: amount,
    byMark: byMark[index] ?? new Map(),
  }));
  const rest = subtractMicros(whole, sumMicros(top.map(({ amount }) => amount)));
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
  { query, counted, groups, comparison, today }: Omit<SeriesOptions, 'org' | 'by' | 'enabled'> & { today: string },
) {
  const kind = marksOf(query);
  const marks = [...new Set(eachDay(query).map((day) => markOf(day, kind)))];
  const carried = (sums: Sums, last: string) => (isLevel(counted) ? carryOn(sums, marks, last) : sums);
  const sumsOf = (answer: Answer): Sums =>
    carried(
      sumByMark(answer, counted, (day) => markOf(day, kind)),
      markOf(today, kind),
    );
  const total = sumsOf(all);
  const earlier = comparison && marksBefore(comparison, kind);
  const sumsBefore =
    earlier &&
    carried(
      sumByMark(before, counted, (day) => earlier.get(day)),
      marks.at(-1) ?? '',
    );
  // Of a level, the groups are as they are at the end: the chart's last mark may be one without a reading.
  const whole = isLevel(counted) ? sumMicros(groups.map(({ amount }) => amount)) : wholeOf(total, counted);
  return {
    marks,
    total,
    series: seriesOf(groups, days.map(sumsOf), total, whole),
    /** The earlier period by those marks of this one that have a counterpart, and all of it; undefined where it is not compared. */
    before: earlier && sumsBefore && beforeOf(earlier, sumsBefore),
    beforeTotal:
      earlier &&
      wholeOf(
        sumByMark(before, counted, (day) => day),
        counted,
      ),
  };
}

/**
 * What the days (or months) of the period cost: the dearest groups for themselves, and the rest. Each group is asked for
 * on its own, so that an organization of ten thousand people needs no more rows than one of ten.
 */
export function useCostSeries({ groups, comparison, enabled, ...asked }: SeriesOptions) {
  const { query, counted } = asked;
  const today = dayOf(useNow());
  const compare = comparison !== undefined;
  const all = useDays(asked, undefined, enabled);
  const before = useDays({ ...asked, query: { ...query, ...comparison?.earlier } }, undefined, compare && enabled);
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
        { query, counted, groups: used, comparison, today },
      ),
    [allDays, daysBefore, a.data, b.data, c.data, d.data, e.data, count, query, counted, used, comparison, today],
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
