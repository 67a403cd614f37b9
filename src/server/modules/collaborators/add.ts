import { collaboratorsAdd } from '../../../contract/api/collaborators.ts';
import { handle } from '../../http/operation.ts';
import { duplicate, invalid, Problem } from '../../http/problem.ts';
import { assertOnce } from '../apps/create.ts';
import { targetsOf } from './known.ts';
import { findCollaborators } from './present.ts';
import { profilesOf } from './profiles.ts';

const MAX_COLLABORATORS = 1000;

/** Lets people or organizations work in the app, all or none. Never the owner, who may do everything anyway. */
export const addCollaborators = handle(collaboratorsAdd, async ({ params, body, db, audit }) => {
  const { user_id: owner_id, app_id } = params;
  const ids = body.collaborators.map(({ id }) => id);
  const field = (index: number) => `body.collaborators.${index}.id`;
  assertOnce(ids, field);
  const own = ids.indexOf(owner_id);
  if (own !== -1) throw invalid(field(own), 'owns the app');
  const known = await profilesOf(db, ids);
  const unknown = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: field(index), message: `${id} is no person and no organization` }],
  );
  if (unknown.length > 0) throw new Problem('not_found', unknown[0]?.message, unknown);
  const added = await db
    .insertInto('collaborators')
    .values(
      body.collaborators.map(({ id, scopes }) => ({
        owner_id,
        app_id,
        collaborator_id: id,
        scopes: [...new Set(scopes)],
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['collaborator_id', 'scopes'])
    .execute();
  const made = new Map(added.map((row) => [row.collaborator_id, row.scopes]));
  const already = ids.findIndex((id) => !made.has(id));
  if (already !== -1) throw duplicate(field(already), `${ids[already]} collaborates on the app already`);
  const { count } = await db
    .selectFrom('collaborators')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', owner_id)
    .where('app_id', '=', app_id)
    .executeTakeFirstOrThrow();
  if (count > MAX_COLLABORATORS)
    throw new Problem('exceeds_limits', `An app has at most ${MAX_COLLABORATORS} collaborators`, [
      { field: 'collaborators_limit', message: `${MAX_COLLABORATORS} collaborators for each app` },
    ]);
  const scopes = Object.fromEntries(made);
  audit({ event: 'COLLABORATOR_ADD', owner_id, targets: targetsOf(app_id, ids), details: { scopes } });
  return { collaborators: await findCollaborators(db, owner_id, app_id, ids) };
});
