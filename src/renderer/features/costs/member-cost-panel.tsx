import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useRoute } from '../../lib/api.ts';
import { exactTime } from '../../lib/format.ts';
import { roughly, sumMicros } from '../../lib/money.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { NoValue } from '../../ui/no-value.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Sparkbars } from '../../ui/sparkbars.tsx';
import { comparedText, versus } from './comparison.ts';
import { changeText } from './cost-columns.tsx';
import type { CostQuery } from './cost-query.ts';
import type { CostsAddress } from './costs-address.ts';
import { moneyMeasure } from './measure.ts';
import type { Activity } from './member-activity.ts';
import { Money } from './money-text.tsx';
import { eachDay, markOf, marksOf, markText, periodText } from './period.ts';
import { useComparison } from './use-comparison.ts';
import { type CostGroup, useCostGroups, useCostTotals } from './use-costs.ts';

interface MemberCostPanelProps {
  readonly org: string;
  readonly id: string;
  /** Undefined for somebody who is not in the list. */
  readonly activity: Activity | undefined;
  readonly query: CostQuery;
  readonly currency: string;
  readonly onChange: (changes: CostsAddress) => void;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

interface PartsProps {
  readonly title: string;
  readonly groups: readonly CostGroup[];
  readonly currency: string;
  /** Whether there are earlier days to compare with. */
  readonly compares: boolean;
}

/** What a person's cost is made of: each list adds up to it. */
function Parts({ title, groups, currency, compares }: PartsProps) {
  const used = groups.filter(({ events }) => events > 0);
  return (
    <section className="mt-5">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <table className="w-full table-fixed tabular-nums">
        <caption className="sr-only">{title}</caption>
        <colgroup>
          <col />
          <col className="w-20" />
          <col className="w-24" />
        </colgroup>
        <tbody>
          {used.map(({ id, name, amount, compared, previous }) => (
            <tr key={id} className="border-line border-b last:border-b-0">
              <th scope="row" className="truncate py-1.5 pr-3 text-left font-normal" title={name}>
                <bdi>{name}</bdi>
              </th>
              <td className="py-1.5 text-right text-muted text-xs">{compares && changeText(previous, compared)}</td>
              <td className="py-1.5 text-right">
                <Money micros={amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What each day (or month) of the period cost, as small bars. */
function useTrend(org: string, query: CostQuery) {
  const days = useRoute('costs.list', {
    params: { org_id: org },
    query: { ...query, group_by: 'day', per_page: 1000 },
  });
  const bars = useMemo(() => {
    const marks = marksOf(query);
    const sums = new Map([...new Set(eachDay(query).map((day) => markOf(day, marks)))].map((mark) => [mark, '0']));
    for (const { day = '', cost_micros } of days.data?.costs ?? []) {
      const mark = markOf(day, marks);
      sums.set(mark, sumMicros([sums.get(mark) ?? '0', cost_micros]));
    }
    return [...sums].map(([mark, amount]) => ({ label: markText(mark), value: roughly(amount) }));
  }, [days.data, query]);
  return { ...days, bars };
}

/** One member beside the list: what they cost, on what, how it went, and when they were last active. */
export function MemberCostPanel({ org, id, activity, query, currency, onChange, ...moves }: MemberCostPanelProps) {
  const own = useMemo(() => ({ ...query, member_id: id }), [query, id]);
  const categories = useCostGroups(org, own, 'category');
  const apps = useCostGroups(org, own, 'app');
  const models = useCostGroups(org, own, 'model');
  const trend = useTrend(org, own);
  const total = sumMicros(categories.groups.map(({ amount }) => amount));
  const before = sumMicros(categories.groups.map(({ previous }) => previous));
  const compared = sumMicros(categories.groups.map((group) => group.compared));
  const comparison = useComparison(query, useCostTotals(org, query));
  const compares = comparison !== undefined && comparison.reason === undefined;
  const measure = moneyMeasure(currency);
  const money = (units: number) => measure.format(String(Math.round(units * 1_000_000)));
  const name = activity?.name ?? id;
  const lastActive = activity?.lastActive ?? null;
  return (
    <Panel
      title={name}
      subtitle={periodText(query)}
      {...moves}
      footer={
        <>
          <Button onClick={() => onChange({ tab: undefined, by: 'member', open: id, at: undefined, sort: undefined })}>
            Show the events
          </Button>
          <Link
            to="/o/$org/members"
            params={{ org }}
            search={{ search: id }}
            className="rounded-md px-2 py-1 text-accent-text hover:bg-hover"
          >
            Open in Members
          </Link>
        </>
      }
    >
      {categories.isPending && <Skeleton width={360} height={200} />}
      {categories.error && !categories.complete && <ErrorState error={categories.error} onRetry={categories.refetch} />}
      {categories.complete && (
        <>
          <p>
            <Money micros={total} currency={currency} className="font-semibold text-xl" />{' '}
            {compares && (
              <span className="text-muted" title={comparedText(comparison)}>
                {changeText(before, compared)} {versus(comparison)}
              </span>
            )}
            {comparison?.reason !== undefined && <NoValue reason={comparison.reason} />}
          </p>
          <p className="mb-4 text-muted text-xs">
            {lastActive === null ? (
              'Never active'
            ) : (
              <span title={exactTime(lastActive)}>
                Last active <RelativeTime time={lastActive} />
              </span>
            )}
          </p>
          {total === '0' ? (
            <p className="text-muted">Used nothing in this period.</p>
          ) : (
            <>
              <Sparkbars label={`What ${name} cost`} bars={trend.bars} height={64} format={money} compact={money} />
              <Parts title="By category" groups={categories.groups} {...{ currency, compares }} />
              <Parts title="By app" groups={apps.groups} {...{ currency, compares }} />
              <Parts title="By model" groups={models.groups} {...{ currency, compares }} />
            </>
          )}
        </>
      )}
    </Panel>
  );
}
