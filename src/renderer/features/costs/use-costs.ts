import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages, useRoute } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { subtractMicros } from '../../lib/money.ts';
import { type CostQuery, groupFilter, groupOf, type Named } from './cost-query.ts';
import type { Grouping } from './costs-address.ts';
import { eachDay, markOf, marksOf } from './period.ts';

const pickCosts = (answer: AnswerOf<'costs.list'>) => answer.costs;

/** A group of the period: what it costs, and what it cost in the period before. */
export interface CostGroup extends Named {
  readonly cost: string;
  readonly previous: string;
  readonly events: number;
}

/** What the period costs by the grouping, dearest first. */
export function useCostGroups(org: string, query: CostQuery, by: Grouping) {
  const view = useAllPages(
    'costs.list',
    { params: { org_id: org }, query: { ...query, group_by: by, compare: true } },
    pickCosts,
  );
  const { rows } = view;
  const groups = useMemo(
    (): readonly CostGroup[] =>
      rows.map((row) => ({
        ...groupOf(row, by),
        cost: row.cost_micros,
        previous: row.previous_cost_micros ?? '0',
        events: row.events,
      })),
    [rows, by],
  );
  return { ...view, groups };
}

/** The sum of the period and of the one before. */
export const useCostTotals = (org: string, query: CostQuery) =>
  useRoute('costs.list', { params: { org_id: org }, query: { ...query, compare: true, per_page: 1 } });

/** A line of the chart: the sum of each mark, exact. */
export interface Series extends Named {
  readonly total: string;
  readonly byMark: ReadonlyMap<string, string>;
}

/** More than these nobody tells apart; the rest is one. */
export const MAX_SERIES = 5;
export const REST = 'rest';

type Answer = AnswerOf<'costs.list'> | undefined;

function sumByMark(answer: Answer, marks: 'day' | 'month'): Map<string, string> {
  const sums = new Map<string, string>();
  for (const { day = '', cost_micros } of answer?.costs ?? []) {
    const mark = markOf(day, marks);
    sums.set(mark, String(BigInt(sums.get(mark) ?? '0') + BigInt(cost_micros)));
  }
  return sums;
}

/** The days of one group, or of all of them. Two years have fewer days than a page has rows. */
function useDays(org: string, query: CostQuery, by: Grouping, group: CostGroup | undefined, enabled: boolean) {
  const narrowed = group === undefined ? query : { ...query, ...groupFilter(by, group.id) };
  return useRoute(
    'costs.list',
    { params: { org_id: org }, query: { ...narrowed, group_by: 'day', per_page: 1000 } },
    { enabled },
  );
}

/** What is left of the sum without the groups that are shown for themselves. */
function restOf(all: ReadonlyMap<string, string>, series: readonly Series[]): Map<string, string> {
  const rest = new Map<string, string>();
  for (const [mark, sum] of all) {
    const left = series.reduce((value, { byMark }) => subtractMicros(value, byMark.get(mark) ?? '0'), sum);
    rest.set(mark, left);
  }
  return rest;
}

/**
 * What the days (or months) of the period cost: the dearest groups for themselves, and the rest. Each group is asked for
 * on its own, so that an organization of ten thousand people needs no more rows than one of ten.
 */
export function useCostSeries(org: string, query: CostQuery, by: Grouping, groups: readonly CostGroup[]) {
  const all = useDays(org, query, by, undefined, true);
  const top = groups.filter(({ cost }) => cost !== '0').slice(0, MAX_SERIES);
  const days = [
    useDays(org, query, by, top[0], top.length > 0),
    useDays(org, query, by, top[1], top.length > 1),
    useDays(org, query, by, top[2], top.length > 2),
    useDays(org, query, by, top[3], top.length > 3),
    useDays(org, query, by, top[4], top.length > 4),
  ];
  const marks = marksOf(query);
  const series: Series[] = top.map(({ id, name, cost }, index) => ({
    id,
    name,
    total: cost,
    byMark: sumByMark(days[index]?.data, marks),
  }));
  const total = sumByMark(all.data, marks);
  const others = groups.slice(top.length);
  const rest = subtractMicros(
    all.data?.total_micros ?? '0',
    String(top.reduce((sum, { cost }) => sum + BigInt(cost), 0n)),
  );
  const [only] = others.length === 1 ? others : [];
  if (others.length > 0 && rest !== '0')
    series.push({
      id: only?.id ?? REST,
      name: only?.name ?? `${formatNumber(others.length)} others`,
      total: rest,
      byMark: restOf(total, series),
    });
  return {
    marks: [...new Set(eachDay(query).map((day) => markOf(day, marks)))],
    total,
    series,
    isPending: all.isPending || days.slice(0, top.length).some((one) => one.isPending),
    error: all.error ?? days.slice(0, top.length).find(({ error }) => error !== null)?.error ?? null,
    refetch: all.refetch,
  };
}
export type CostSeries = ReturnType<typeof useCostSeries>;
