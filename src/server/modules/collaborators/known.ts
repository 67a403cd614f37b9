import { sql } from 'kysely';
import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';
import { selectCollaborators } from './present.ts';

/** The collaborators by id, held until the transaction ends. Throws not_found naming those who are none. */
export async function lockCollaborators(
  db: Db,
  ownerId: string,
  appId: string,
  ids: readonly string[],
  field: (index: number) => string,
) {
  const rows = await selectCollaborators(db, ownerId, appId)
    .where(sql<boolean>`collaborator_id = any(${[...ids]}::text[])`)
    .orderBy('collaborator_id')
    .forUpdate()
    .execute();
  const known = new Map(rows.map((row) => [row.collaborator_id, row]));
  const details = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: field(index), message: `${id} does not collaborate on the app` }],
  );
  if (details.length > 0) throw new Problem('not_found', details[0]?.message, details);
  return known;
}

/** An app's collaborators as targets of an entry. */
export const targetsOf = (appId: string, ids: readonly string[]) => [
  { app: { id: appId } },
  ...ids.map((id) => ({ collaborator: { id } })),
];
