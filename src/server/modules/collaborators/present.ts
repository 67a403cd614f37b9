import { sql } from 'kysely';
import type { Collaborator } from '../../../contract/api/collaborators.ts';
import type { Db } from '../../db/tables.ts';
import { type Profile, profilesOf } from './profiles.ts';

export const selectCollaborators = (db: Db, ownerId: string, appId: string) =>
  db
    .selectFrom('collaborators')
    .select(['collaborator_id', 'scopes', 'created_at', 'modified_at'])
    .where('owner_id', '=', ownerId)
    .where('app_id', '=', appId);

export type CollaboratorRow = Awaited<ReturnType<ReturnType<typeof selectCollaborators>['execute']>>[number];

const UNKNOWN = { kind: 'organization', first_name: '', last_name: '', image: null } as const;

function present(row: CollaboratorRow, profiles: ReadonlyMap<string, Profile>): Collaborator {
  const { collaborator_id: id, ...fields } = row;
  // An organization that is deleted and may yet be restored has no profile.
  return { id, user: profiles.get(id) ?? { ...UNKNOWN, id, first_name: id }, endpoints: [], ...fields };
}

/** Collaborators as the API shows them, with who they are. */
export async function presentAll(db: Db, rows: readonly CollaboratorRow[]): Promise<Collaborator[]> {
  const profiles = await profilesOf(
    db,
    rows.map((row) => row.collaborator_id),
  );
  return rows.map((row) => present(row, profiles));
}

/** These collaborators of the app, as the API shows them, in the order of `ids`. */
export async function findCollaborators(db: Db, ownerId: string, appId: string, ids: readonly string[]) {
  const rows = await selectCollaborators(db, ownerId, appId)
    .where(sql<boolean>`collaborator_id = any(${[...ids]}::text[])`)
    .execute();
  const byId = new Map((await presentAll(db, rows)).map((one) => [one.id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
