import { useCallback, useMemo } from 'react';
import { useOpenRow } from '../../lib/open-row.ts';
import { useStatus } from '../../lib/page.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { CostComparison } from './comparison.ts';
import { amountCells, changeCells, previousColumn } from './cost-columns.tsx';
import type { CostsTabProps } from './costs-tab.tsx';
import { moneyMeasure } from './measure.ts';
import { type Activity, useMemberActivity } from './member-activity.ts';
import { MemberCostPanel } from './member-cost-panel.tsx';
import { useControlledTable } from './use-controlled-table.ts';

const NO_ROWS: readonly Activity[] = [];
const rowId = ({ id }: Activity) => id;
const rowName = ({ name }: Activity) => name;

const Name = ({ id, name, isMember }: Activity) => (
  <span className="flex min-w-0 items-center gap-2">
    <Avatar id={id} name={name} size={20} />
    <bdi className="truncate" title={`${name} · ${id}`}>
      {name}
    </bdi>
    {!isMember && <span className="text-muted text-xs">left</span>}
  </span>
);

function columnsOf(currency: string, comparison: CostComparison | undefined, narrow: boolean): Column<Activity>[] {
  const money = moneyMeasure(currency);
  const all: Column<Activity>[] = [
    {
      id: 'name',
      header: 'Member',
      grow: 2,
      cell: Name,
      sortValue: rowName,
      csv: [{ header: 'Member', value: rowName }],
    },
    { id: 'cost', header: 'Cost', width: 120, ...amountCells('Cost', money, ({ amount }) => amount, 'font-medium') },
    previousColumn(currency, comparison) as Column<Activity>,
    { id: 'change', header: 'Change', width: 176, align: 'end', ...changeCells(currency, comparison) },
    {
      id: 'active',
      header: 'Last active',
      width: 132,
      cell: ({ lastActive }) =>
        lastActive === null ? <span className="text-muted">Never</span> : <RelativeTime time={lastActive} />,
      sortValue: ({ lastActive }) => lastActive ?? '',
      csv: [{ header: 'Last active', value: ({ lastActive }) => lastActive ?? '' }],
    },
  ];
  return narrow ? all.filter(({ id }) => id !== 'before') : all;
}

/** Everyone with what they cost and when they were last active, including people who used nothing. */
export function MembersCostTab({ org, address, query, onChange, controls }: CostsTabProps) {
  const { rows, currency, comparison, asOf, isPending, complete, error, refetch } = useMemberActivity(org, query);
  const { open } = address;
  useStatus({ asOf });
  const columns = useMemo(
    () => columnsOf(currency ?? 'USD', comparison, open !== undefined),
    [currency, comparison, open],
  );
  const table = useControlledTable(controls, columns, currency === undefined ? NO_ROWS : rows, complete);
  const onOpenId = useCallback((id: string | undefined) => onChange({ open: id }), [onChange]);
  const details = useOpenRow(table.rows, rowId, open, onOpenId);
  return (
    <div className="relative flex min-h-0 flex-1">
      <DataTable
        {...table}
        label="Member activity"
        rowId={rowId}
        rowName={rowName}
        onOpen={details.open}
        openId={open ?? null}
        loading={isPending}
        error={error}
        onRetry={refetch}
        total={complete ? rows.length : null}
        noun={['member', 'members']}
      />
      {open !== undefined && currency !== undefined && (
        <MemberCostPanel
          {...{ org, query, currency, onChange }}
          key={open}
          id={open}
          activity={details.row}
          onClose={details.close}
          onPrevious={details.previous}
          onNext={details.next}
        />
      )}
    </div>
  );
}
