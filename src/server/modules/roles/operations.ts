import { rolesList } from '../../../contract/api/roles.ts';
import { ACTION_NAMES, ROLE_IDS, ROLES } from '../../../contract/permissions.ts';
import { decide } from '../../access/decide.ts';
import { handle } from '../../http/operation.ts';

const roles = ROLE_IDS.map((id) => ({
  id,
  ...ROLES[id],
  actions: ACTION_NAMES.filter((action) => decide({ user_id: '', role_id: id, scopes: ['*'] }, action).allowed),
}));

const listRoles = handle(rolesList, async () => ({ roles }));

export const roleOperations = [listRoles];
