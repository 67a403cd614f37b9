import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useAllPages } from '../../lib/api.ts';
import { roughly } from '../../lib/money.ts';
import { useStatus } from '../../lib/page.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { changeCells } from './cost-columns.tsx';
import type { CostsTabProps } from './costs-tab.tsx';
import { Money } from './money-text.tsx';
import { type CostGroup, useCostGroups, useCostTotals } from './use-costs.ts';

interface Activity extends CostGroup {
  readonly lastActive: string | null;
  /** Whether they are a member still. */
  readonly isMember: boolean;
}

const NO_ROWS: readonly Activity[] = [];
const rowId = ({ id }: CostGroup) => id;
const rowName = ({ name }: CostGroup) => name;

function columnsOf(org: string, currency: string): Column<Activity>[] {
  return [
    {
      id: 'name',
      header: 'Member',
      grow: 2,
      cell: ({ id, name, isMember }) => (
        <span className="flex min-w-0 items-center gap-2">
          <Avatar id={id} name={name} size={20} />
          <Link to="/o/$org/members" params={{ org }} search={{ search: id }} className="truncate hover:underline">
            <bdi>{name}</bdi>
          </Link>
          {!isMember && <span className="text-muted text-xs">left</span>}
        </span>
      ),
      sortValue: rowName,
    },
    {
      id: 'cost',
      header: 'Cost',
      width: 120,
      align: 'end',
      cell: ({ cost }) => <Money micros={cost} currency={currency} className="font-medium" />,
      sortValue: ({ cost }) => roughly(cost),
    },
    {
      id: 'trend',
      header: 'Against the period before',
      width: 200,
      align: 'end',
      ...changeCells(currency),
    },
    {
      id: 'active',
      header: 'Last active',
      width: 132,
      cell: ({ lastActive }) =>
        lastActive === null ? <span className="text-muted">–</span> : <RelativeTime time={lastActive} />,
      sortValue: ({ lastActive }) => lastActive ?? '',
    },
  ];
}

/** Everybody with what they cost and when they were last active; whoever used nothing stands there with nothing. */
export function MembersCostTab({ org, query, onChange }: CostsTabProps) {
  const costs = useCostGroups(org, query, 'member');
  const currency = useCostTotals(org, query).data?.currency;
  const members = useAllPages('members.list', { params: { org_id: org } }, ({ members: all }) => all);
  useStatus({ asOf: costs.asOf });
  const rows = useMemo((): readonly Activity[] => {
    const known = new Map(members.rows.map((one) => [one.user.id, one]));
    const spending = costs.groups.map((group) => ({
      ...group,
      lastActive: known.get(group.id)?.last_active_at ?? null,
      isMember: known.has(group.id) || !members.complete,
    }));
    const spends = new Set(spending.map(({ id }) => id));
    const idle = members.rows
      .filter(({ user }) => !spends.has(user.id))
      .map(({ user, last_active_at }) => ({
        id: user.id,
        name: `${user.first_name} ${user.last_name}`.trim(),
        cost: '0',
        previous: '0',
        events: 0,
        lastActive: last_active_at,
        isMember: true,
      }));
    return [...spending, ...idle];
  }, [costs.groups, members.rows, members.complete]);
  const columns = useMemo(() => columnsOf(org, currency ?? 'USD'), [org, currency]);
  return (
    <DataTable
      label="Member activity"
      rows={currency === undefined ? NO_ROWS : rows}
      columns={columns}
      rowId={rowId}
      rowName={rowName}
      onOpen={({ id }) => onChange({ tab: undefined, by: 'member', open: id, at: undefined })}
      loading={costs.isPending || currency === undefined}
      error={costs.error}
      onRetry={costs.refetch}
      total={costs.complete && members.complete ? rows.length : null}
      noun={['member', 'members']}
    />
  );
}
