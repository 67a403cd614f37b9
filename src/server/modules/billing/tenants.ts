import type { Action } from '../../../contract/permissions.ts';
import { abilitiesOf } from '../../access/decide.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';

export interface OwnOrganization {
  readonly id: string;
  readonly name: string;
  readonly billing_email: string;
  readonly abilities: Record<Action, boolean>;
}

/** The caller's organizations in which they may do something, by name. */
export async function organizationsAllowing(db: Db, caller: Caller, action: Action): Promise<OwnOrganization[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['organizations.id', 'organizations.name', 'organizations.billing_email', 'members.role_id'])
    .where('members.user_id', '=', caller.user_id)
    .where('organizations.deleted_at', 'is', null)
    .orderBy('organizations.name_key')
    .execute();
  return rows
    .map(({ role_id, ...row }) => ({
      ...row,
      abilities: abilitiesOf({ user_id: caller.user_id, role_id, scopes: caller.scopes }),
    }))
    .filter(({ abilities }) => abilities[action]);
}
