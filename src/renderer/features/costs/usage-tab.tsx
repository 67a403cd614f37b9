import { useMemo } from 'react';
import { isLevel } from '../../../contract/vocabulary.ts';
import { sumMicros } from '../../lib/money.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { amountCells, EVENTS_COLUMN, nameColumn, shareColumn } from './cost-columns.tsx';
import { CostsPicture } from './costs-picture.tsx';
import type { CostsTabProps } from './costs-tab.tsx';
import { EventsPanel } from './events-panel.tsx';
import { MarksTable } from './marks-table.tsx';
import { NothingUsed } from './nothing-used.tsx';
import { UsageCategories } from './usage-categories.tsx';
import { type Chart, useChart } from './use-chart.ts';
import { useControlledTable } from './use-controlled-table.ts';
import type { CostGroup } from './use-costs.ts';
import { type Details, useDetails } from './use-details.ts';
import { useTableKey } from './use-table-key.ts';

const rowId = ({ id }: CostGroup) => id;
const rowName = ({ name }: CostGroup) => name;

type Counting = Pick<Chart, 'by' | 'measure' | 'counted'>;

function columnsOf({ by, measure, counted }: Counting, groups: readonly CostGroup[]): Column<CostGroup>[] {
  const header = isLevel(counted) ? 'Latest' : 'Quantity';
  return [
    nameColumn(by),
    { id: 'quantity', header, width: 200, ...amountCells(header, measure, ({ amount }) => amount, 'font-medium') },
    shareColumn(sumMicros(groups.map(({ amount }) => amount))),
    EVENTS_COLUMN,
  ];
}

interface GroupRowsProps {
  readonly chart: Chart;
  readonly details: Details;
  readonly tab: CostsTabProps;
}

function GroupRows({ chart, details, tab }: GroupRowsProps) {
  const { by, measure, counted, title, groups: view } = chart;
  const { complete } = view;
  const groups = useMemo(() => view.groups.filter(({ events }) => events > 0), [view.groups]);
  const columns = useMemo(() => columnsOf({ by, measure, counted }, groups), [by, measure, counted, groups]);
  const table = useControlledTable(tab.controls, columns, groups, complete);
  return (
    <DataTable
      {...table}
      label={title}
      rowId={rowId}
      rowName={rowName}
      onOpen={({ id }) => details.open(id)}
      openId={tab.address.open ?? null}
      loading={view.isPending}
      error={view.error}
      onRetry={view.refetch}
      total={complete ? groups.length : null}
      noun={['row', 'rows']}
    />
  );
}

/** What was used: each category's quantity, and one of them in time and by its groups. */
export function UsageTab(tab: CostsTabProps) {
  const { org, address, query, onChange } = tab;
  const chart = useChart(org, address, query);
  const { by, totals, comparison, counted, costs, measure, title, currency } = chart;
  const details = useDetails(chart, address, query, onChange);
  useTableKey(address, onChange);
  useStatus({ asOf: totals.asOf });
  if (totals.error && totals.data === undefined) return <ErrorState error={totals.error} onRetry={totals.refetch} />;
  if (totals.data?.events === 0) return <NothingUsed {...{ query, onChange }} lastUsedOn={totals.data.last_used_on} />;
  const { show = 'bars' } = address;
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col overflow-y-auto">
        {counted !== 'cost' && (
          <UsageCategories
            totals={totals.data?.quantity_totals ?? []}
            chosen={counted}
            period={query}
            reason={comparison?.reason}
            onChoose={(category) => onChange({ measure: category, open: undefined, at: undefined })}
          />
        )}
        {show !== 'table' && (
          <div className="shrink-0 px-4 pt-1 pb-3">
            <CostsPicture
              {...{ chart, show }}
              onOpen={details.open}
              onFilter={(id) => onChange({ [by]: id, open: undefined, at: undefined })}
            />
          </div>
        )}
        <div className="flex min-h-64 flex-1 flex-col border-line border-t">
          {show === 'table' && totals.data !== undefined ? (
            <MarksTable
              {...{ costs, measure }}
              label={`${title} and date`}
              openMark={address.at}
              onOpen={(mark) => details.open(undefined, mark)}
              controls={tab.controls}
            />
          ) : (
            <GroupRows {...{ chart, details, tab }} />
          )}
        </div>
      </div>
      {details.isOpen && totals.data !== undefined && (
        <EventsPanel
          {...{ org, currency }}
          title={details.title}
          query={details.query}
          onClose={details.close}
          onPrevious={details.previous}
          onNext={details.next}
        />
      )}
    </div>
  );
}
