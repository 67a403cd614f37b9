import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Silo } from '../../../contract/api/policies.ts';
import type { Membership } from '../../access/membership.ts';
import type { Db } from '../../db/tables.ts';

/** Silos with their teams, how many people each binds and how many apps it keeps from them: one row each. */
export function selectSilos(db: Db, orgId: string) {
  return db
    .selectFrom('silos')
    .select(['silos.id', 'silos.name', 'silos.name_key', 'silos.required_labels'])
    .select(['silos.created_at', 'silos.modified_at'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('silo_teams')
          .select('silo_teams.team_id')
          .whereRef('silo_teams.organization_id', '=', 'silos.organization_id')
          .whereRef('silo_teams.silo_id', '=', 'silos.id')
          .orderBy('silo_teams.team_id'),
      ).as('teams'),
      eb
        .selectFrom('silo_teams')
        .innerJoin('team_members', (join) =>
          join
            .onRef('team_members.organization_id', '=', 'silo_teams.organization_id')
            .onRef('team_members.team_id', '=', 'silo_teams.team_id'),
        )
        .select(sql<number>`count(distinct team_members.user_id)`.as('count'))
        .whereRef('silo_teams.organization_id', '=', 'silos.organization_id')
        .whereRef('silo_teams.silo_id', '=', 'silos.id')
        .as('members_count'),
      eb
        .selectFrom('apps')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('apps.owner_id', '=', 'silos.organization_id')
        .where(sql<boolean>`not (apps.compliance_labels @> silos.required_labels)`)
        .as('apps_closed_count'),
    ])
    .where('silos.organization_id', '=', orgId);
}

export type SiloRow = Awaited<ReturnType<ReturnType<typeof selectSilos>['execute']>>[number];

/** A silo as the API shows it. */
export function presentSilo({ name_key: _, teams, ...row }: SiloRow, membership: Membership | null): Silo {
  const manage = membership?.abilities.manage_policies ?? false;
  return {
    ...row,
    team_ids: teams.map(({ team_id }) => team_id),
    members_count: row.members_count ?? 0,
    apps_closed_count: row.apps_closed_count ?? 0,
    abilities: { edit: manage, delete: manage },
  };
}

/** These silos in the order of `ids`, which exist. */
export async function silosInOrder(db: Db, orgId: string, ids: readonly string[], membership: Membership | null) {
  const rows = await selectSilos(db, orgId).where('silos.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [presentSilo(row, membership)];
  });
}

/** How many silos the organization has. */
export async function countSilos(db: Db, organizationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('silos')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
}
