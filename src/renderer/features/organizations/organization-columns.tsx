import type { Organization } from '../../../contract/api/organizations.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';
import { formatNumber, roleName } from '../../lib/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { planName } from './plan-name.ts';

const Name = ({ id, name, image }: Organization) => (
  <span className="flex min-w-0 items-center gap-2.5">
    <Avatar id={id} name={name} image={image} kind="organization" size={20} />
    <span className="truncate font-medium" title={name}>
      {name}
    </span>
  </span>
);

export const ORGANIZATION_COLUMNS: readonly Column<Organization>[] = [
  { id: 'name', header: 'Name', min: 160, grow: 3, sortValue: (row) => row.name.toLocaleLowerCase(), cell: Name },
  {
    id: 'id',
    header: 'Id',
    min: 110,
    grow: 2,
    optional: 'shown',
    sortValue: (row) => row.id,
    cell: (row) => (
      <span className="font-mono text-muted text-xs" title={row.id}>
        {row.id}
      </span>
    ),
  },
  {
    id: 'role',
    header: 'Your role',
    min: 184,
    sortValue: (row) => ROLE_IDS.indexOf(row.role_id),
    cell: (row) => roleName(row.role_id),
  },
  {
    id: 'plan',
    header: 'Plan',
    width: 112,
    optional: 'shown',
    sortValue: (row) => row.plan,
    cell: (row) => planName(row.plan),
  },
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    sortValue: (row) => row.members_count,
    cell: (row) => formatNumber(row.members_count),
  },
  {
    id: 'pending',
    header: 'Pending',
    width: 110,
    sortValue: (row) => row.pending_invitations_count,
    cell: ({ pending_invitations_count: count }) =>
      count > 0 ? <Badge tone="amber">{formatNumber(count)} waiting</Badge> : <span className="text-muted">None</span>,
  },
  {
    id: 'created',
    header: 'Created',
    width: 116,
    optional: 'hidden',
    sortValue: (row) => row.created_at,
    cell: (row) => <RelativeTime time={row.created_at} />,
  },
];
