import { usersGet } from '../../../contract/api/users.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { notFound } from '../../http/problem.ts';
import { presentUser } from './present.ts';

const PUBLIC = 50;
const ORGANIZATION = 30;

/** Whether two people are members of one organization. */
async function shareOrganization(db: Db, one: string, other: string): Promise<boolean> {
  const found = await db
    .selectFrom('members as mine')
    .innerJoin('members as theirs', 'theirs.organization_id', 'mine.organization_id')
    .innerJoin('organizations', 'organizations.id', 'mine.organization_id')
    .select('mine.user_id')
    .where('mine.user_id', '=', one)
    .where('theirs.user_id', '=', other)
    .where('organizations.deleted_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** The caller's own profile whole; another's as far as their visibility allows, else as if they did not exist. */
export const getUser = handle(usersGet, async ({ params, db, caller }) => {
  if (params.user_id === caller.user_id) return { user: await presentUser(db, caller.user_id, true) };
  const user = await asSystem(db, (trx) => presentUser(trx, params.user_id, false));
  const { gettable } = user.visibility;
  const visible =
    gettable === PUBLIC ||
    (gettable === ORGANIZATION && (await asSystem(db, (trx) => shareOrganization(trx, caller.user_id, user.id))));
  if (!visible) throw notFound(`The person ${params.user_id}`);
  return { user };
});
