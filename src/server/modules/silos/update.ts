import { silosUpdate } from '../../../contract/api/policies.ts';
import { assertPlanHas } from '../../access/plan-limits.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { duplicate, invalid } from '../../http/problem.ts';
import { nameKey } from '../organizations/create.ts';
import { assertKnown } from '../teams/present.ts';
import { silosInOrder } from './present.ts';
import { asSet, assertTeamsKnown, now, replaceTeams } from './write.ts';

interface Changes {
  readonly name: string | undefined;
  readonly team_ids: string[] | undefined;
  readonly required_labels: string[] | undefined;
}

async function assertNameFree(db: Db, orgId: string, id: string, name: string, field: string): Promise<void> {
  const taken = await db
    .selectFrom('silos')
    .select('id')
    .where('organization_id', '=', orgId)
    .where('id', '!=', id)
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst();
  if (taken !== undefined) throw duplicate(field, `The name ${name} is taken`);
}

async function write(db: Db, orgId: string, id: string, { name, team_ids, required_labels }: Changes): Promise<void> {
  await changeOne(
    db
      .updateTable('silos')
      .set({
        ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
        ...(required_labels === undefined ? {} : { required_labels }),
        modified_at: now,
      })
      .where('organization_id', '=', orgId)
      .where('id', '=', id),
  );
  if (team_ids !== undefined) await replaceTeams(db, orgId, id, team_ids);
}

/** Changes silos, all or none. What that opens, and to whom, the request's silo watch says. */
export const updateSilos = handle(silosUpdate, async ({ params, body, db, membership, audit, nothingToAudit }) => {
  assertPlanHas('silos', membership);
  const ids = body.silos.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw invalid('body.silos', 'names a silo twice');
  const before = new Map((await silosInOrder(db, params.org_id, ids, membership)).map((silo) => [silo.id, silo]));
  assertKnown(ids, before.keys(), 'silos', 'a silo of the organization');
  await assertTeamsKnown(db, params.org_id, body.silos);
  for (const [index, { id, ...wanted }] of body.silos.entries()) {
    const fields: Changes = {
      name: wanted.name,
      team_ids: wanted.team_ids && asSet(wanted.team_ids),
      required_labels: wanted.required_labels && asSet(wanted.required_labels),
    };
    const changed = changes({ ...before.get(id) }, { ...fields });
    if (Object.keys(changed).length === 0) {
      nothingToAudit('the silo has these values already');
      continue;
    }
    if (fields.name !== undefined) await assertNameFree(db, params.org_id, id, fields.name, `body.silos.${index}.name`);
    await write(db, params.org_id, id, fields);
    audit({
      event: 'SILO_UPDATE',
      owner_id: params.org_id,
      targets: [{ silo: { id, name: fields.name ?? before.get(id)?.name ?? id } }],
      details: { changes: changed },
    });
  }
  return { silos: await silosInOrder(db, params.org_id, ids, membership) };
});
