import { sql } from 'kysely';
import { collaboratorsList } from '../../../contract/api/collaborators.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { type CollaboratorRow, presentAll, selectCollaborators } from './present.ts';
import { nameOf, profilesOf } from './profiles.ts';

const BY_TIME: ListOrder<CollaboratorRow> = {
  list: 'collaborators',
  keys: [
    { expression: sql`collaborators.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`collaborators.collaborator_id`, type: 'text', value: (row) => row.collaborator_id },
  ],
};

/** Who else works in the app, longest first; and its owner, where that is a person. */
export const listCollaborators = handle(collaboratorsList, async ({ params, query, db }) => {
  const { rows, next_cursor } = await selectPage(
    selectCollaborators(db, params.user_id, params.app_id),
    query,
    BY_TIME,
  );
  const owner = (await profilesOf(db, [params.user_id])).get(params.user_id);
  return {
    collaborators: await presentAll(db, rows),
    ...(owner?.kind === 'person' ? { app_owner: nameOf(owner) } : {}),
    next_cursor,
  };
});
