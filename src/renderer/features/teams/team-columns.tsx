import type { Team } from '../../../contract/api/teams.ts';
import { formatNumber } from '../../lib/format.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { permissionName } from './permissions.ts';

export const TEAM_COLUMNS: readonly Column<Team>[] = [
  {
    id: 'name',
    header: 'Name',
    grow: 3,
    min: 150,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name }) => (
      <bdi className="font-medium" title={name}>
        {name}
      </bdi>
    ),
  },
  {
    id: 'id',
    header: 'Id',
    min: 80,
    grow: 2,
    optional: 'shown',
    sortValue: ({ id }) => id,
    cell: ({ id }) => (
      <span className="font-mono text-muted text-xs" title={id}>
        {id}
      </span>
    ),
  },
  {
    id: 'permission',
    header: 'Default permission',
    width: 160,
    sortValue: ({ default_permission_id }) => permissionName(default_permission_id),
    cell: ({ default_permission_id }) => permissionName(default_permission_id),
  },
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    sortValue: ({ members_count }) => members_count,
    cell: ({ members_count }) => formatNumber(members_count),
  },
  {
    id: 'apps',
    header: 'Apps',
    width: 72,
    align: 'end',
    sortValue: ({ apps_count }) => apps_count,
    cell: ({ apps_count }) => formatNumber(apps_count),
  },
  {
    id: 'modified',
    header: 'Changed',
    width: 112,
    optional: 'shown',
    sortValue: ({ modified_at }) => modified_at,
    cell: ({ modified_at }) => <RelativeTime time={modified_at} />,
  },
];
