import { sql } from 'kysely';
import { passwordPolicyPreview } from '../../../contract/api/policies.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { passwordAge } from './person-policy.ts';

const LISTED = 100;

const selectMembers = (db: Db, orgId: string) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .where('members.organization_id', '=', orgId);

type Reason = 'too_old' | 'checked_at_next_sign_in';

/** The first hundred members with a password to whom the reason applies, by name. */
async function listAffected(db: Db, orgId: string, reason: Reason, lifespan: number | null) {
  const old = lifespan === null ? sql<boolean>`false` : sql<boolean>`${passwordAge} > ${lifespan}`;
  const rows = await selectMembers(db, orgId)
    .select(['users.id', 'users.first_name', 'users.last_name', 'users.password_changed_at'])
    .where('users.password_hash', 'is not', null)
    .where(reason === 'too_old' ? old : sql<boolean>`not ${old}`)
    .orderBy('members.sort_name')
    .orderBy('users.id')
    .limit(LISTED)
    .execute();
  return rows.map(({ password_changed_at, ...user }) => ({ user, password_changed_at, reason }));
}

/** What the policy would mean for the members' passwords: only their age can be known before they are typed. */
export const previewPolicy = handle(passwordPolicyPreview, async ({ params, body, db }) => {
  const lifespan = body.password_policy.password_lifespan;
  const old = lifespan === null ? sql<boolean>`false` : sql<boolean>`${passwordAge} > ${lifespan}`;
  const has = sql<boolean>`users.password_hash is not null`;
  const counts = await selectMembers(db, params.org_id)
    .select([
      sql<number>`count(*) filter (where ${has} and ${old})`.as('must_change_count'),
      sql<number>`count(*) filter (where ${has} and not ${old})`.as('checked_at_next_sign_in_count'),
      sql<number>`count(*) filter (where not ${has})`.as('without_password_count'),
    ])
    .executeTakeFirstOrThrow();
  const members = [
    ...(await listAffected(db, params.org_id, 'too_old', lifespan)),
    ...(await listAffected(db, params.org_id, 'checked_at_next_sign_in', lifespan)),
  ];
  return { ...counts, members };
});
