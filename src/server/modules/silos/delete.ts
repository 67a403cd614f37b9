import { silosDelete } from '../../../contract/api/policies.ts';
import { changeExactly } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { assertKnown } from '../teams/present.ts';
import { silosInOrder } from './present.ts';

/** Deletes silos, all or none. On every plan: nobody keeps a rule only because it cannot be taken away. */
export const deleteSilos = handle(silosDelete, async ({ params, body, db, membership, audit }) => {
  const ids = [...new Set(body.ids)];
  const silos = await silosInOrder(db, params.org_id, ids, membership);
  assertKnown(
    body.ids,
    silos.map(({ id }) => id),
    'ids',
    'a silo of the organization',
  );
  await changeExactly(
    ids.length,
    db.deleteFrom('silos').where('organization_id', '=', params.org_id).where('id', 'in', ids),
  );
  for (const { id, name, team_ids, required_labels, members_count, apps_closed_count } of silos)
    audit({
      event: 'SILO_DELETE',
      owner_id: params.org_id,
      targets: [{ silo: { id, name } }],
      details: { before: { name, team_ids, required_labels, members_count, apps_closed_count } },
    });
  return {};
});
