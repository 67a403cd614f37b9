import { sql } from 'kysely';
import { collaboratorsUpdate } from '../../../contract/api/collaborators.ts';
import { changeOne } from '../../db/changed.ts';
import { handle } from '../../http/operation.ts';
import { assertOnce } from '../apps/create.ts';
import { lockCollaborators, targetsOf } from './known.ts';
import { findCollaborators } from './present.ts';

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();

/** Changes collaborators' scopes, all or none. */
export const updateCollaborators = handle(collaboratorsUpdate, async ({ params, body, db, ...call }) => {
  const { user_id: owner_id, app_id } = params;
  const ids = body.collaborators.map(({ id }) => id);
  const field = (index: number) => `body.collaborators.${index}.id`;
  assertOnce(ids, field);
  const before = await lockCollaborators(db, owner_id, app_id, ids, field);
  const changes: Record<string, unknown> = {};
  for (const { id, ...wanted } of body.collaborators) {
    const [old, scopes] = [before.get(id)?.scopes ?? [], [...new Set(wanted.scopes)]];
    if (same(old, scopes)) continue;
    changes[id] = { before: old, after: scopes };
    await changeOne(
      db
        .updateTable('collaborators')
        .set({ scopes, modified_at: sql<string>`steward_now()` })
        .where('owner_id', '=', owner_id)
        .where('app_id', '=', app_id)
        .where('collaborator_id', '=', id),
    );
  }
  const changed = Object.keys(changes);
  if (changed.length === 0) call.nothingToAudit('the scopes are as they were');
  else
    call.audit({ event: 'COLLABORATOR_UPDATE', owner_id, targets: targetsOf(app_id, changed), details: { changes } });
  return { collaborators: await findCollaborators(db, owner_id, app_id, ids) };
});
