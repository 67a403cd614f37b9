import { teamAppsAdd, teamAppsRemove, teamAppsUpdate } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid } from '../../http/problem.ts';
import { assertKnown, findTeam, touchTeam } from './present.ts';

interface Given {
  readonly app_id: string;
  readonly permission_id?: TeamPermissionId | null | undefined;
}

function assertDistinct(apps: readonly Given[]): void {
  if (new Set(apps.map((one) => one.app_id)).size !== apps.length) throw invalid('body.apps', 'names an app twice');
}

const appTarget = (app_id: string) => ({ app: { id: app_id } });

/** Gives the team apps that the organization owns, all or none. An app that it has already keeps its permission. */
export const addTeamApps = handle(teamAppsAdd, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  assertPlanHas('teams', membership);
  assertDistinct(body.apps);
  const team = await findTeam(db, params, membership);
  const ids = body.apps.map((one) => one.app_id);
  const apps = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', params.org_id)
    .where('id', 'in', ids)
    .execute();
  assertKnown(
    ids,
    apps.map((row) => row.id),
    'apps',
    'an app of the organization',
  );
  const added = await db
    .insertInto('team_apps')
    .values(
      body.apps.map(({ app_id, permission_id }) => ({
        organization_id: params.org_id,
        team_id: params.team_id,
        app_id,
        permission_id: permission_id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['app_id', 'permission_id'])
    .execute();
  if (added.length === 0) nothingToAudit('the team has these apps already');
  else {
    await touchTeam(db, params);
    audit({
      event: 'ORGANIZATION_TEAM_APP_ADD',
      owner_id: params.org_id,
      targets: [{ team: { id: team.id, name: team.name } }, ...added.map((row) => appTarget(row.app_id))],
      details: { permissions: Object.fromEntries(added.map((row) => [row.app_id, row.permission_id])) },
    });
  }
  return { team: await findTeam(db, params, membership) };
});

/** The permissions of these apps in the team. Throws not_found naming an app that the team does not have. */
async function permissionsOf(db: Db, { org_id, team_id }: { org_id: string; team_id: string }, apps: readonly Given[]) {
  const ids = apps.map((one) => one.app_id);
  const rows = await db
    .selectFrom('team_apps')
    .select(['app_id', 'permission_id'])
    .where('organization_id', '=', org_id)
    .where('team_id', '=', team_id)
    .where('app_id', 'in', ids)
    .execute();
  const found = new Map(rows.map((row) => [row.app_id, row.permission_id]));
  assertKnown(ids, found.keys(), 'apps', 'an app of the team');
  return found;
}

/** Changes apps' own permissions in the team, all or none; null lets the team's default hold. */
export const updateTeamApps = handle(
  teamAppsUpdate,
  async ({ params, body, db, membership, audit, nothingToAudit }) => {
    assertPlanHas('teams', membership);
    assertDistinct(body.apps);
    const team = await findTeam(db, params, membership);
    const before = await permissionsOf(db, params, body.apps);
    const changed = body.apps.filter(({ app_id, permission_id }) => before.get(app_id) !== permission_id);
    for (const { app_id, permission_id } of changed)
      await changeOne(
        db
          .updateTable('team_apps')
          .set({ permission_id })
          .where('organization_id', '=', params.org_id)
          .where('team_id', '=', params.team_id)
          .where('app_id', '=', app_id),
      );
    if (changed.length === 0) nothingToAudit('the apps have these permissions already');
    else {
      await touchTeam(db, params);
      audit({
        event: 'ORGANIZATION_TEAM_APP_UPDATE',
        owner_id: params.org_id,
        targets: [{ team: { id: team.id, name: team.name } }, ...changed.map(({ app_id }) => appTarget(app_id))],
        details: {
          default_permission_id: team.default_permission_id,
          changes: Object.fromEntries(
            changed.map((one) => [one.app_id, { before: before.get(one.app_id) ?? null, after: one.permission_id }]),
          ),
        },
      });
    }
    return { team: await findTeam(db, params, membership) };
  },
);

/** Takes apps away from the team, all or none. Throws not_found naming an app that it does not have. */
export const removeTeamApps = handle(teamAppsRemove, async ({ params, body, db, membership, audit }) => {
  const team = await findTeam(db, params, membership);
  const removed = await db
    .deleteFrom('team_apps')
    .where('organization_id', '=', params.org_id)
    .where('team_id', '=', params.team_id)
    .where('app_id', 'in', [...new Set(body.app_ids)])
    .returning(['app_id', 'permission_id'])
    .execute();
  assertKnown(
    body.app_ids,
    removed.map((row) => row.app_id),
    'app_ids',
    'an app of the team',
  );
  await touchTeam(db, params);
  audit({
    event: 'ORGANIZATION_TEAM_APP_REMOVE',
    owner_id: params.org_id,
    targets: [{ team: { id: team.id, name: team.name } }, ...removed.map((row) => appTarget(row.app_id))],
    details: { before: Object.fromEntries(removed.map((row) => [row.app_id, row.permission_id])) },
  });
  return { team: await findTeam(db, params, membership) };
});
