import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Member } from '../../../contract/api/members.ts';
import type { Action, RoleId } from '../../../contract/permissions.ts';
import type { Db } from '../../db/tables.ts';

/** Members with their person and their teams, one row each, ready to be filtered and sorted. */
export function selectMembers(db: Db, organizationId: string) {
  return db
    .selectFrom('tenant_members as members')
    .select(['members.user_id', 'members.role_id', 'members.sort_name', 'members.joined_at', 'members.last_active_at'])
    .select(['members.first_name', 'members.last_name', 'members.image', 'members.email'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('team_members')
          .select('team_members.team_id')
          .whereRef('team_members.organization_id', '=', 'members.organization_id')
          .whereRef('team_members.user_id', '=', 'members.user_id')
          .orderBy('team_members.team_id'),
      ).as('teams'),
    )
    .where('members.organization_id', '=', organizationId);
}

export type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

/** What the caller may do with this member. Leaving is for oneself; all else is for who manages members. */
export function memberAbilities(abilities: Record<Action, boolean>, isSelf: boolean): Record<string, boolean> {
  const manage = abilities.manage_members;
  return { change_role: manage, remove: manage, leave: isSelf && abilities.leave_organization };
}

/** A member as the API shows them. */
export function presentMember(row: MemberRow, abilities: Record<Action, boolean>, callerId: string): Member {
  return {
    user: {
      id: row.user_id,
      first_name: row.first_name,
      last_name: row.last_name,
      primary_email: row.email,
      image: row.image,
    },
    role_id: row.role_id,
    team_ids: row.teams.map((team) => team.team_id),
    joined_at: row.joined_at,
    last_active_at: row.last_active_at,
    abilities: memberAbilities(abilities, row.user_id === callerId),
  };
}

/** The organization's members by role, largest first. */
export async function countByRole(db: Db, organizationId: string): Promise<{ role_id: RoleId; count: number }[]> {
  return db
    .selectFrom('members')
    .select(['role_id', sql<number>`count(*)::integer`.as('count')])
    .where('organization_id', '=', organizationId)
    .groupBy('role_id')
    .orderBy('count', 'desc')
    .orderBy('role_id')
    .execute();
}
