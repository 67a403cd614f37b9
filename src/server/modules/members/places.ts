import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';

/** What a person has in an organization, for the audit entry that says it ended. */
export interface Place {
  readonly role_id: string;
  readonly team_ids: readonly string[];
}

/** The places that these members have now, by person; whoever is no member is left out. */
export async function placesOf(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<Map<string, Place>> {
  const rows = await db
    .selectFrom('members')
    .select(['user_id', 'role_id'])
    .select(
      sql<string[]>`array(select team_id from team_members where team_members.organization_id = members.organization_id
      and team_members.user_id = members.user_id order by team_id)`.as('team_ids'),
    )
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', userIds)
    .execute();
  return new Map(rows.map(({ user_id, role_id, team_ids }) => [user_id, { role_id, team_ids }]));
}

/** Before and after of members who are gone: `{changes: {person: {before, after: null}}}`. */
export const ended = (places: ReadonlyMap<string, Place>) => ({
  changes: Object.fromEntries([...places].map(([id, before]) => [id, { before, after: null }])),
});
