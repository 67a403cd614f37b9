import { silosCreate } from '../../../contract/api/policies.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { handle } from '../../http/operation.ts';
import { duplicate } from '../../http/problem.ts';
import { nameKey } from '../organizations/create.ts';
import { silosInOrder } from './present.ts';
import { asSet, assertTeamsKnown, replaceTeams } from './write.ts';

/** Creates silos, all or none. Throws duplicate for an id or a name that is taken, invalid for unknown teams. */
export const createSilos = handle(silosCreate, async ({ params, body, db, membership, audit }) => {
  assertPlanHas('silos', membership);
  await assertTeamsKnown(db, params.org_id, body.silos);
  for (const [index, { id, name, team_ids, required_labels }] of body.silos.entries()) {
    const [teams, labels] = [asSet(team_ids), asSet(required_labels)];
    const inserted = await db
      .insertInto('silos')
      .values({ organization_id: params.org_id, id, name, name_key: nameKey(name), required_labels: labels })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined)
      throw duplicate(`body.silos.${index}`, `A silo with the id ${id} or the name ${name} exists`);
    await replaceTeams(db, params.org_id, id, teams);
    audit({
      event: 'SILO_CREATE',
      owner_id: params.org_id,
      targets: [{ silo: { id, name } }],
      details: { name, team_ids: teams, required_labels: labels },
    });
  }
  const ids = body.silos.map(({ id }) => id);
  return { silos: await silosInOrder(db, params.org_id, ids, membership) };
});
