import { silosDelete, silosUpdate } from '../../../contract/api/policies.ts';
import type { Db } from '../../db/tables.ts';
import { withVersion } from '../../http/operation.ts';
import { onlyOne } from '../../http/precondition.ts';
import { createSilos } from './create.ts';
import { deleteSilos } from './delete.ts';
import { listSilos } from './list.ts';
import { updateSilos } from './update.ts';

async function siloVersion(db: Db, orgId: string, siloId: string): Promise<string | null> {
  const row = await db
    .selectFrom('silos')
    .select('modified_at')
    .where('organization_id', '=', orgId)
    .where('id', '=', siloId)
    .executeTakeFirst();
  return row?.modified_at ?? null;
}

export const siloOperations = [
  listSilos,
  createSilos,
  withVersion(
    silosUpdate,
    ({ params, body }, db) => siloVersion(db, params.org_id, onlyOne(body.silos, 'body.silos').id),
    updateSilos,
  ),
  withVersion(
    silosDelete,
    ({ params, body }, db) => siloVersion(db, params.org_id, onlyOne(body.ids, 'body.ids')),
    deleteSilos,
  ),
];
