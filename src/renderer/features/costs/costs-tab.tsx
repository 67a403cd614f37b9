import { useMemo, useState } from 'react';
import { useRoute } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { costColumns } from './cost-columns.tsx';
import { type CostQuery, filterOf } from './cost-query.ts';
import { CostStats } from './cost-stats.tsx';
import type { CostsAddress } from './costs-address.ts';
import { CostsPicture } from './costs-picture.tsx';
import { EventsPanel } from './events-panel.tsx';
import { MarksTable } from './marks-table.tsx';
import { NothingUsed } from './nothing-used.tsx';
import { monthOf } from './period.ts';
import { type Chart, useChart } from './use-chart.ts';
import { type TableControls, useControlledTable } from './use-controlled-table.ts';
import type { CostGroup } from './use-costs.ts';
import { type Details, useDetails } from './use-details.ts';
import { useTableKey } from './use-table-key.ts';

export interface CostsTabProps {
  readonly org: string;
  readonly address: CostsAddress;
  readonly query: CostQuery;
  readonly onChange: (changes: CostsAddress) => void;
  readonly controls: TableControls;
}

const NO_GROUPS: readonly CostGroup[] = [];
const rowId = ({ id }: CostGroup) => id;
const rowName = ({ name }: CostGroup) => name;

interface RowsProps {
  readonly chart: Chart;
  readonly details: Details;
  readonly narrow: boolean;
  readonly tab: CostsTabProps;
}

/** The groups, as rows. */
function GroupRows({ chart, details, narrow, tab }: RowsProps) {
  const { by, totals, groups, currency, comparison } = chart;
  const total = totals.data?.total_micros ?? '0';
  const columns = useMemo(
    () => costColumns({ by, currency, total, comparison, narrow }),
    [by, currency, total, comparison, narrow],
  );
  const rows = totals.data === undefined ? NO_GROUPS : groups.groups;
  const table = useControlledTable(tab.controls, columns, rows, groups.complete && totals.data !== undefined);
  return (
    <DataTable
      {...table}
      label={`Costs by ${by}`}
      rowId={rowId}
      rowName={rowName}
      onOpen={({ id }) => details.open(id)}
      openId={tab.address.open ?? null}
      loading={groups.isPending || totals.isPending}
      error={groups.error}
      onRetry={groups.refetch}
      total={groups.complete ? groups.groups.length : null}
      noun={['row', 'rows']}
    />
  );
}

interface SideProps extends Pick<CostsTabProps, 'org' | 'query'> {
  readonly chart: Chart;
  readonly details: Details;
  readonly explaining: boolean;
  readonly onExplained: () => void;
}

function Side({ chart, details, explaining, onExplained, org, query }: SideProps) {
  if (explaining) return <ChangesPanel {...{ org, query }} comparison={chart.comparison} onClose={onExplained} />;
  if (!details.isOpen || chart.totals.data === undefined) return null;
  const { title, close, previous, next } = details;
  return (
    <EventsPanel
      {...{ org, title }}
      currency={chart.currency}
      query={details.query}
      onClose={close}
      onPrevious={previous}
      onNext={next}
    />
  );
}

/** What the organization spends: four numbers, a picture, and the groups behind it. */
export function CostsTab(tab: CostsTabProps) {
  const { org, address, query, onChange } = tab;
  const chart = useChart(org, address, query);
  const { by, totals, costs, measure, spikes, comparison } = chart;
  const details = useDetails(chart, address, query, onChange);
  // A forecast is of the current month: beside a period that ended before it says nothing.
  const current = query.to >= monthOf(useNow()).from;
  const asked = { params: { org_id: org }, query: filterOf(address) };
  const outlook = useRoute('costs.forecast', asked, { enabled: current }).data;
  const [explaining, setExplaining] = useState(false);
  useTableKey(address, onChange);
  useStatus({ asOf: totals.asOf });
  const open: Details['open'] = (group, mark) => {
    setExplaining(false);
    details.open(group, mark);
  };
  const explain = () => {
    details.close();
    setExplaining(true);
  };
  if (totals.error && totals.data === undefined) return <ErrorState error={totals.error} onRetry={totals.refetch} />;
  if (totals.data?.events === 0) return <NothingUsed {...{ query, onChange }} lastUsedOn={totals.data.last_used_on} />;
  const { show = 'bars' } = address;
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        <CostStats
          period={query}
          totals={totals.data}
          loading={totals.isPending}
          comparison={comparison}
          outlook={current ? outlook : null}
          spikes={spikes}
          onExplain={explain}
          onOpenDay={(day) => open(undefined, day)}
        />
        {show !== 'table' && (
          <div className="shrink-0 px-4 pt-1 pb-3">
            <CostsPicture
              {...{ chart, show }}
              onOpen={open}
              onFilter={(id) => onChange({ [by]: id, open: undefined, at: undefined })}
            />
          </div>
        )}
        <div className="flex min-h-64 flex-1 flex-col border-line border-t">
          {show === 'table' && totals.data !== undefined ? (
            <MarksTable
              {...{ costs, measure }}
              label="Costs by date"
              openMark={address.at}
              onOpen={(mark) => open(undefined, mark)}
              controls={tab.controls}
            />
          ) : (
            <GroupRows {...{ chart, tab }} details={{ ...details, open }} narrow={details.isOpen || explaining} />
          )}
        </div>
      </div>
      <Side {...{ chart, details, org, query, explaining }} onExplained={() => setExplaining(false)} />
    </div>
  );
}
