import type { TeamPermissionId } from '../../../contract/permissions.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { permissionText } from './permissions.ts';

interface Permitted {
  readonly permission_id: TeamPermissionId | null;
  readonly effective_permission_id: TeamPermissionId;
}

/** What a team may do with an app: its own permission there, or its default in a quieter tone. */
export const permissionColumn: Column<Permitted> = {
  id: 'permission',
  header: 'Permission',
  sortValue: (row) => permissionText(row.permission_id, row.effective_permission_id),
  cell: ({ permission_id, effective_permission_id }) => (
    <span className={permission_id === null ? 'text-muted' : undefined}>
      {permissionText(permission_id, effective_permission_id)}
    </span>
  ),
};
