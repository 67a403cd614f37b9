import type { Key } from '../../../contract/api/keys.ts';
import type { Db, KeysTable } from '../../db/tables.ts';
import { newToken } from '../../http/authenticate.ts';
import { presentKey } from './present.ts';

export interface NewKey {
  readonly user_id: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
  readonly made_by: KeysTable['made_by'];
}

/** Makes a token and answers it with its secret as `id`: the only time that it is seen. */
export async function insertKey(db: Db, key: NewKey): Promise<Key> {
  const token = newToken();
  const row = await db
    .insertInto('keys')
    .values({ ...key, scopes: [...key.scopes], id: token.public_id, hash: token.hash })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...presentKey(row, ''), id: token.secret };
}
