import { Coins } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useRoute } from '../../lib/api.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { costColumns } from './cost-columns.tsx';
import { CostLegend } from './cost-legend.tsx';
import { type CostQuery, filterOf, groupFilter } from './cost-query.ts';
import { CostStats } from './cost-stats.tsx';
import type { CostsAddress } from './costs-address.ts';
import { CostsChart } from './costs-chart.tsx';
import { EventsPanel } from './events-panel.tsx';
import { MarksTable } from './marks-table.tsx';
import { markText, monthOf, periodAt } from './period.ts';
import { type CostGroup, REST, useCostGroups, useCostSeries, useCostTotals } from './use-costs.ts';

export interface CostsTabProps {
  readonly org: string;
  readonly address: CostsAddress;
  readonly query: CostQuery;
  readonly onChange: (changes: CostsAddress) => void;
}

const NO_GROUPS: readonly CostGroup[] = [];
const rowId = ({ id }: CostGroup) => id;
const rowName = ({ name }: CostGroup) => name;

/** "T" turns the chart into its table and back, wherever one does not type. */
function useTableKey(show: CostsAddress['show'], onChange: CostsTabProps['onChange']): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input,select,textarea,[role="dialog"]');
      if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      onChange({ show: show === 'table' ? undefined : 'table' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [show, onChange]);
}

/** What stands at the side: the events of a group, a mark, or both. */
function useDetails({ address, query, onChange }: CostsTabProps, groups: readonly CostGroup[]) {
  const by = address.by ?? 'category';
  const { open, at } = address;
  const narrowed = useMemo(
    () => ({ ...query, ...periodAt(query, at), ...(open !== undefined && groupFilter(by, open)) }),
    [query, at, open, by],
  );
  const index = groups.findIndex(({ id }) => id === open);
  const step = (by_: -1 | 1) => {
    const next = index < 0 ? undefined : groups[index + by_];
    return next && (() => onChange({ open: next.id }));
  };
  const parts = [open === undefined ? undefined : (groups[index]?.name ?? open), at && markText(at)];
  return {
    isOpen: open !== undefined || at !== undefined,
    title: parts.filter(Boolean).join(', '),
    query: narrowed,
    close: () => onChange({ open: undefined, at: undefined }),
    previous: step(-1),
    next: step(1),
  };
}

/** What the organization spends: four numbers, a picture, and the groups behind it. */
export function CostsTab(props: CostsTabProps) {
  const { org, address, query, onChange } = props;
  const by = address.by ?? 'category';
  const show = address.show ?? 'bars';
  const totals = useCostTotals(org, query);
  const groups = useCostGroups(org, query, by);
  const costs = useCostSeries(org, query, by, groups.groups);
  const spikes = useRoute('costs.spikes', { params: { org_id: org }, query }).data?.spikes ?? [];
  const forecast = useRoute(
    'costs.forecast',
    { params: { org_id: org }, query: filterOf(address) },
    { enabled: query.to >= monthOf(Date.now()).from },
  ).data?.forecast;
  const [explaining, setExplaining] = useState(false);
  const details = useDetails(props, groups.groups);
  useTableKey(show, onChange);
  useStatus({ asOf: totals.asOf });
  const currency = totals.data?.currency ?? '';
  const total = totals.data?.total_micros ?? '0';
  const narrow = details.isOpen || explaining;
  const columns = useMemo(() => costColumns(by, currency, total, narrow), [by, currency, total, narrow]);
  const open = (group: string | undefined, mark?: string) => {
    setExplaining(false);
    onChange({ open: group === REST ? undefined : group, at: mark });
  };
  const error = totals.error ?? groups.error;
  if (error && totals.data === undefined) return <ErrorState error={error} onRetry={totals.refetch} />;
  if (totals.data?.events === 0)
    return (
      <EmptyState
        icon={Coins}
        title="Nothing was used in this period"
        text="Costs appear here as soon as usage is metered. Choose another period or remove a filter."
      />
    );
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <CostStats
          period={query}
          totals={totals.data}
          loading={totals.isPending}
          {...{ forecast, spikes }}
          onExplain={() => {
            details.close();
            setExplaining(true);
          }}
          onOpenDay={(day) => open(undefined, day)}
        />
        {totals.data === undefined || costs.isPending ? (
          <div className="px-4 py-2">
            <Skeleton width="100%" height={224} />
          </div>
        ) : (
          show !== 'table' && (
            <>
              <CostsChart
                {...{ costs, currency, show }}
                spikes={new Set(spikes.map(({ day }) => day))}
                onOpen={(group, mark) => open(group, mark)}
              />
              <CostLegend
                series={costs.series}
                currency={currency}
                onFilter={(id) => onChange({ [by]: id, open: undefined, at: undefined })}
              />
            </>
          )
        )}
        <div className="flex min-h-64 flex-1 flex-col border-line border-t">
          {show === 'table' && totals.data !== undefined ? (
            <MarksTable {...{ costs, currency }} openMark={address.at} onOpen={(mark) => open(undefined, mark)} />
          ) : (
            <DataTable
              label={`Costs by ${by}`}
              rows={totals.data === undefined ? NO_GROUPS : groups.groups}
              columns={columns}
              rowId={rowId}
              rowName={rowName}
              onOpen={({ id }) => open(id)}
              openId={address.open ?? null}
              loading={groups.isPending || totals.isPending}
              error={groups.error}
              onRetry={groups.refetch}
              total={groups.complete ? groups.groups.length : null}
              noun={['row', 'rows']}
            />
          )}
        </div>
      </div>
      {explaining && <ChangesPanel org={org} query={query} onClose={() => setExplaining(false)} />}
      {!explaining && details.isOpen && totals.data !== undefined && (
        <EventsPanel
          org={org}
          title={details.title}
          query={details.query}
          currency={currency}
          onClose={details.close}
          onPrevious={details.previous}
          onNext={details.next}
        />
      )}
    </div>
  );
}
