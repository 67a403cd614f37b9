import { sql } from 'kysely';
import { teamsUpdate } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { changes } from '../../audit/record.ts';
import { changeAny, changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { duplicate, invalid } from '../../http/problem.ts';
import { nameKey } from '../organizations/create.ts';
import { assertKnown, teamsInOrder } from './present.ts';

interface Wanted {
  readonly id: string;
  readonly new_id?: string | undefined;
  readonly name?: string | undefined;
  readonly default_permission_id?: TeamPermissionId | undefined;
}

/** Throws duplicate where another team has the id or the name. The organization's lock holds: nobody takes them meanwhile. */
async function assertFree(db: Db, orgId: string, { id, new_id, name }: Wanted, field: string): Promise<void> {
  const taken = await db
    .selectFrom('teams')
    .select(['id', 'name_key'])
    .where('organization_id', '=', orgId)
    .where('id', '!=', id)
    .where((eb) => eb.or([eb('id', '=', new_id ?? ''), eb('name_key', '=', nameKey(name ?? ''))]))
    .execute();
  if (taken.some((team) => team.id === new_id)) throw duplicate(`${field}.new_id`, `The id ${new_id} is taken`);
  if (taken.length > 0) throw duplicate(`${field}.name`, `The name ${name} is taken`);
}

/** Invitations that wait name their teams by id: they follow a new one. */
const renameInInvitations = (db: Db, orgId: string, from: string, to: string) =>
  changeAny(
    db
      .updateTable('invitations')
      .set({ team_ids: sql<string[]>`array_replace(team_ids, ${from}::text, ${to}::text)` })
      .where('organization_id', '=', orgId)
      .where('status', '=', 'PENDING')
      .where(sql<boolean>`${from}::text = any(team_ids)`),
  );

async function write(db: Db, orgId: string, { id, new_id, name, default_permission_id }: Wanted): Promise<void> {
  await changeOne(
    db
      .updateTable('teams')
      .set({
        ...(new_id === undefined ? {} : { id: new_id }),
        ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
        ...(default_permission_id === undefined ? {} : { default_permission_id }),
        modified_at: sql<string>`steward_now()`,
      })
      .where('organization_id', '=', orgId)
      .where('id', '=', id),
  );
  if (new_id !== undefined) await renameInInvitations(db, orgId, id, new_id);
}

/** Changes teams, all or none, one after the other. Their members, apps, silos and invitations follow a new id. */
export const updateTeams = handle(teamsUpdate, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  assertPlanHas('teams', membership);
  const ids = body.teams.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw invalid('body.teams', 'names a team twice');
  const rows = await db
    .selectFrom('teams')
    .select(['id', 'name', 'default_permission_id'])
    .where('organization_id', '=', params.org_id)
    .where('id', 'in', ids)
    .execute();
  const before = new Map(rows.map((row) => [row.id, row]));
  assertKnown(ids, before.keys(), 'teams', 'a team of the organization');
  for (const [index, wanted] of body.teams.entries()) {
    const { id, new_id, name, default_permission_id } = wanted;
    const changed = changes({ ...before.get(id) }, { id: new_id, name, default_permission_id });
    if (Object.keys(changed).length === 0) {
      nothingToAudit('the team has these values already');
      continue;
    }
    await assertFree(db, params.org_id, wanted, `body.teams.${index}`);
    await write(db, params.org_id, wanted);
    audit({
      event: 'ORGANIZATION_TEAM_UPDATE',
      owner_id: params.org_id,
      targets: [{ team: { id: new_id ?? id, name: name ?? before.get(id)?.name ?? id } }],
      details: { changes: changed },
    });
  }
  const after = body.teams.map(({ id, new_id }) => new_id ?? id);
  return { teams: await teamsInOrder(db, params.org_id, after, membership) };
});
