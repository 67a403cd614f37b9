import { Coins } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { CostSpike } from '../../../contract/api/costs.ts';
import { useRoute } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { costColumns } from './cost-columns.tsx';
import { type CostQuery, filterOf, groupFilter } from './cost-query.ts';
import { CostStats } from './cost-stats.tsx';
import type { CostsAddress } from './costs-address.ts';
import { CostsPicture } from './costs-picture.tsx';
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

const NO_SPIKES: readonly CostSpike[] = [];
const NO_GROUPS: readonly CostGroup[] = [];
const rowId = ({ id }: CostGroup) => id;
const rowName = ({ name }: CostGroup) => name;

/** "T" turns the chart into its table and back, wherever one does not type. */
function useTableKey(show: CostsAddress['show'], onChange: CostsTabProps['onChange']): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input,select,textarea,[role="dialog"],[role="menu"]');
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
  const step = (distance: -1 | 1) => {
    const next = index < 0 ? undefined : groups[index + distance];
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

type Open = (group: string | undefined, mark?: string) => void;

/** The groups, or with `show=table` the days or months, as rows. */
function Rows({ page, tab, open }: { readonly page: CostsView; readonly tab: CostsTabProps; readonly open: Open }) {
  const { totals, groups, costs, currency, narrow } = page;
  const { address } = tab;
  const by = address.by ?? 'category';
  const total = totals.data?.total_micros ?? '0';
  const columns = useMemo(() => costColumns(by, currency, total, narrow), [by, currency, total, narrow]);
  if (address.show === 'table' && totals.data !== undefined)
    return <MarksTable {...{ costs, currency }} openMark={address.at} onOpen={(mark) => open(undefined, mark)} />;
  return (
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
  );
}

/** All that the tab asks for, and what stands at its side. */
function useCostsView(tab: CostsTabProps) {
  const { org, address, query } = tab;
  const by = address.by ?? 'category';
  const params = { org_id: org };
  const totals = useCostTotals(org, query);
  const groups = useCostGroups(org, query, by);
  const costs = useCostSeries(org, query, by, groups.groups);
  const spikes = useRoute('costs.spikes', { params, query }).data?.spikes ?? NO_SPIKES;
  // A forecast is of the current month: beside a period that ended before it says nothing.
  const enabled = query.to >= monthOf(useNow()).from;
  const forecast = useRoute('costs.forecast', { params, query: filterOf(address) }, { enabled }).data?.forecast;
  const [explaining, setExplaining] = useState(false);
  const details = useDetails(tab, groups.groups);
  return {
    totals,
    groups,
    costs,
    spikes,
    forecast,
    explaining,
    setExplaining,
    details,
    currency: totals.data?.currency ?? '',
    narrow: details.isOpen || explaining,
  };
}
type CostsView = ReturnType<typeof useCostsView>;

function Side({ page, org, query }: { readonly page: CostsView } & Pick<CostsTabProps, 'org' | 'query'>) {
  const { explaining, setExplaining, details, totals, currency } = page;
  if (explaining) return <ChangesPanel org={org} query={query} onClose={() => setExplaining(false)} />;
  if (!details.isOpen || totals.data === undefined) return null;
  const { title, close, previous, next } = details;
  return (
    <EventsPanel
      {...{ org, title, currency }}
      query={details.query}
      onClose={close}
      onPrevious={previous}
      onNext={next}
    />
  );
}

const NothingUsed = () => (
  <EmptyState
    icon={Coins}
    title="Nothing was used in this period"
    text="Costs appear here as soon as usage is metered. Choose another period or remove a filter."
  />
);

/** What the organization spends: four numbers, a picture, and the groups behind it. */
export function CostsTab(tab: CostsTabProps) {
  const { org, address, query, onChange } = tab;
  const page = useCostsView(tab);
  const { totals, costs, spikes, forecast, currency } = page;
  useTableKey(address.show, onChange);
  useStatus({ asOf: totals.asOf });
  const open: Open = (group, mark) => {
    page.setExplaining(false);
    onChange({ open: group === REST ? undefined : group, at: mark });
  };
  const explain = () => {
    page.details.close();
    page.setExplaining(true);
  };
  if (totals.error && totals.data === undefined) return <ErrorState error={totals.error} onRetry={totals.refetch} />;
  if (totals.data?.events === 0) return <NothingUsed />;
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <CostStats
          period={query}
          totals={totals.data}
          loading={totals.isPending}
          {...{ forecast, spikes }}
          onExplain={explain}
          onOpenDay={(day) => open(undefined, day)}
        />
        <CostsPicture
          {...{ costs, spikes }}
          currency={totals.data === undefined ? undefined : currency}
          show={address.show ?? 'bars'}
          onOpen={open}
          onFilter={(id) => onChange({ [address.by ?? 'category']: id, open: undefined, at: undefined })}
        />
        <div className="flex min-h-64 flex-1 flex-col border-line border-t">
          <Rows {...{ page, tab, open }} />
        </div>
      </div>
      <Side {...{ page, org, query }} />
    </div>
  );
}
