import { teamsCreate } from '../../../contract/api/teams.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { handle } from '../../http/operation.ts';
import { duplicate } from '../../http/problem.ts';
import { nameKey } from '../organizations/create.ts';
import { teamsInOrder } from './present.ts';

/** Creates teams, all or none. Throws exceeds_limits on a plan without teams, duplicate for an id or a name that is taken. */
export const createTeams = handle(teamsCreate, async ({ params, body, db, membership, audit }) => {
  assertPlanHas('teams', membership);
  for (const [index, wanted] of body.teams.entries()) {
    const inserted = await db
      .insertInto('teams')
      .values({ ...wanted, organization_id: params.org_id, name_key: nameKey(wanted.name) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined)
      throw duplicate(`body.teams.${index}`, `A team with the id ${wanted.id} or the name ${wanted.name} exists`);
    audit({
      event: 'ORGANIZATION_TEAM_CREATE',
      owner_id: params.org_id,
      targets: [{ team: { id: wanted.id, name: wanted.name } }],
      details: { name: wanted.name, default_permission_id: wanted.default_permission_id },
    });
  }
  const ids = body.teams.map(({ id }) => id);
  return { teams: await teamsInOrder(db, params.org_id, ids, membership) };
});
