import { sql } from 'kysely';
import {
  MAX_ADMIN_ORGANIZATIONS,
  MAX_PAY_AS_YOU_GO_ORGANIZATIONS,
  type PlanId,
} from '../../../contract/permissions.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db, Tx } from '../../db/tables.ts';
import { notFound, Problem } from '../../http/problem.ts';

/**
 * Checks that each person may become an admin of `adding` more organizations, and holds their rows until the
 * transaction ends, so that two organizations cannot promote them at the same moment. Rows are locked in the order of
 * their ids, and always after an organization's, so that nobody waits in a circle. Whoever has only the pay-as-you-go
 * plan has one organization; `joins` is the plan of the one that they would join, null for a new one. Throws
 * exceeds_limits, naming the plan that lifts the limit where one does.
 */
export async function assertAdminRoom(
  db: Db,
  userIds: readonly string[],
  adding = 1,
  joins: PlanId | null = null,
): Promise<void> {
  if (userIds.length === 0) return;
  const counts = await asSystem(db, (trx) => lockAndCount(trx, userIds));
  assertPlanRoom(
    counts.filter((row) => !row.enterprise && joins !== 'enterprise'),
    adding,
  );
  const full = counts.filter((row) => row.count > MAX_ADMIN_ORGANIZATIONS - adding);
  const first = full[0];
  if (first === undefined) return;
  const message = `${first.user_id} is an admin of ${MAX_ADMIN_ORGANIZATIONS} organizations already, the most there can be`;
  throw new Problem(
    'exceeds_limits',
    message,
    full.map((row) => ({ field: 'admin_limit', message: row.user_id })),
  );
}

/**
 * Of how many live organizations each is an admin, and whether one of them has more than the smallest plan. Throws
 * not_found for a person who deleted their account while this waited: their organization would have no admin.
 */
async function lockAndCount(trx: Tx, userIds: readonly string[]) {
  const people = trx.selectFrom('users').select('id').where('id', 'in', userIds);
  const held = new Set((await people.orderBy('id').forUpdate().execute()).map(({ id }) => id));
  const gone = userIds.find((id) => !held.has(id));
  if (gone !== undefined) throw notFound(`The person ${gone}`);
  return trx
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['members.user_id', sql<number>`count(*)`.as('count')])
    .select(sql<boolean>`bool_or(organizations.plan = 'enterprise')`.as('enterprise'))
    .where('members.user_id', 'in', userIds)
    .where('members.role_id', '=', 'admin')
    .where('organizations.deleted_at', 'is', null)
    .groupBy('members.user_id')
    .orderBy('members.user_id')
    .execute();
}

function assertPlanRoom(counts: readonly { user_id: string; count: number }[], adding: number): void {
  const full = counts.filter((row) => row.count > MAX_PAY_AS_YOU_GO_ORGANIZATIONS - adding);
  if (full.length === 0) return;
  const message = 'The plan Pay as you go has one organization; Enterprise has more';
  throw new Problem('exceeds_limits', message, [{ field: 'plan', message }]);
}
