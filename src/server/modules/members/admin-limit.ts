import { MAX_ADMIN_ORGANIZATIONS } from '../../../contract/permissions.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db, Tx } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Checks that each person may become an admin of `adding` more organizations, and holds their rows until the
 * transaction ends, so that two organizations cannot promote them at the same moment. Rows are locked in the order of
 * their ids, and always after an organization's, so that nobody waits in a circle. Throws exceeds_limits.
 */
export async function assertAdminRoom(db: Db, userIds: readonly string[], adding = 1): Promise<void> {
  if (userIds.length === 0) return;
  const full = await asSystem(db, (trx) => lockAndFindFull(trx, userIds, adding));
  const first = full[0];
  if (first === undefined) return;
  const message = `${first.user_id} is an admin of ${MAX_ADMIN_ORGANIZATIONS} organizations already, the most there can be`;
  throw new Problem(
    'exceeds_limits',
    message,
    full.map((row) => ({ field: 'admin_limit', message: row.user_id })),
  );
}

/** Those of them who have no room, counted over all organizations. */
async function lockAndFindFull(trx: Tx, userIds: readonly string[], adding: number): Promise<{ user_id: string }[]> {
  await trx.selectFrom('users').select('id').where('id', 'in', userIds).orderBy('id').forUpdate().execute();
  return trx
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['members.user_id'])
    .where('members.user_id', 'in', userIds)
    .where('members.role_id', '=', 'admin')
    .where('organizations.deleted_at', 'is', null)
    .groupBy('members.user_id')
    .having((eb) => eb(eb.fn.countAll<number>(), '>', MAX_ADMIN_ORGANIZATIONS - adding))
    .orderBy('members.user_id')
    .execute();
}
