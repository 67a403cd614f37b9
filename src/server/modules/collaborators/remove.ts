import { sql } from 'kysely';
import { collaboratorsRemove } from '../../../contract/api/collaborators.ts';
import type { AppAccess } from '../../access/app-access.ts';
import { authorize } from '../../access/membership.ts';
import { changeExactly } from '../../db/changed.ts';
import { enterTenant, visiting } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { lockCollaborators, targetsOf } from './known.ts';
import { profilesOf } from './profiles.ts';

/** Whether the caller may end what an organization shares in: those who manage the organization may. */
async function speaksFor(db: Db, caller: Caller, id: string): Promise<boolean> {
  if (id === caller.user_id) return true;
  if ((await profilesOf(db, [id])).get(id)?.kind !== 'organization') return false;
  return visiting(db, id, caller.user_id, async () => {
    try {
      await authorize(db, caller, id, 'manage_organization', { deletedToo: false });
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  });
}

async function assertMayEnd(db: Db, caller: Caller, app: AppAccess | null, ids: readonly string[]): Promise<void> {
  if (app?.abilities.edit_collaborators === true) return;
  const details: { field: string; message: string }[] = [];
  for (const [index, id] of ids.entries())
    if (!(await speaksFor(db, caller, id)))
      details.push({ field: 'edit_collaborators', message: `body.ids.${index} needs edit_collaborators` });
  if (details.length > 0) throw new Problem('forbidden', details[0]?.message, details);
}

/** Ends collaborations, all or none. Everybody may end their own, and their organization's. */
export const removeCollaborators = handle(collaboratorsRemove, async ({ params, body, db, caller, app, audit }) => {
  const { user_id: owner_id, app_id } = params;
  await assertMayEnd(db, caller, app, body.ids);
  // Somebody who only reads is otherwise not let in for a change; this one they may make.
  if (owner_id !== caller.user_id) await enterTenant(db, owner_id);
  const before = await lockCollaborators(db, owner_id, app_id, body.ids, (index) => `body.ids.${index}`);
  await changeExactly(
    before.size,
    db
      .deleteFrom('collaborators')
      .where('owner_id', '=', owner_id)
      .where('app_id', '=', app_id)
      .where(sql<boolean>`collaborator_id = any(${[...body.ids]}::text[])`),
  );
  const scopes = Object.fromEntries([...before].map(([id, row]) => [id, row.scopes]));
  audit({
    event: 'COLLABORATOR_REMOVE',
    owner_id,
    targets: targetsOf(app_id, [...before.keys()]),
    details: { scopes },
  });
  return {};
});
