import { sql } from 'kysely';
import { changeAny } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

interface WithTeams {
  readonly team_ids?: readonly string[] | undefined;
}

/** Throws invalid naming every team that the organization does not have. */
export async function assertTeamsKnown(db: Db, orgId: string, silos: readonly WithTeams[]): Promise<void> {
  const ids = [...new Set(silos.flatMap(({ team_ids = [] }) => team_ids))];
  if (ids.length === 0) return;
  const rows = await db
    .selectFrom('teams')
    .select('id')
    .where('organization_id', '=', orgId)
    .where('id', 'in', ids)
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const details = silos.flatMap(({ team_ids = [] }, silo) =>
    team_ids.flatMap((id, index) =>
      known.has(id) ? [] : [{ field: `body.silos.${silo}.team_ids.${index}`, message: `${id} is not a team` }],
    ),
  );
  if (details.length > 0) throw new Problem('invalid', details.map(({ message }) => message).join(', '), details);
}

/** Makes these the silo's teams. */
export async function replaceTeams(db: Db, orgId: string, siloId: string, teamIds: readonly string[]): Promise<void> {
  await changeAny(db.deleteFrom('silo_teams').where('organization_id', '=', orgId).where('silo_id', '=', siloId));
  await db
    .insertInto('silo_teams')
    .values([...new Set(teamIds)].map((team_id) => ({ organization_id: orgId, silo_id: siloId, team_id })))
    .execute();
}

export const now = sql<string>`steward_now()`;
/** Each once and in one order, so that a list of the same labels or teams is no change. */
export const asSet = (values: readonly string[]): string[] => [...new Set(values)].sort();
