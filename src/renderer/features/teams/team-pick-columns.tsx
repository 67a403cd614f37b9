import type { Team } from '../../../contract/api/teams.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { permissionName } from './permissions.ts';

/** What one chooses a team by, wherever teams are chosen from. */
export const TEAM_PICK_COLUMNS: readonly Column<Team>[] = [
  {
    id: 'name',
    header: 'Team',
    grow: 2,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name }) => <bdi className="font-medium">{name}</bdi>,
  },
  {
    id: 'permission',
    header: 'Default permission',
    width: 170,
    cell: ({ default_permission_id }) => permissionName(default_permission_id),
  },
];
