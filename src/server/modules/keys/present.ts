import type { Selectable } from 'kysely';
import type { Key } from '../../../contract/api/keys.ts';
import type { KeysTable } from '../../db/tables.ts';

/** A token as the API shows it, without its secret; `currentId` is the token of this very request. */
export function presentKey(row: Omit<Selectable<KeysTable>, 'hash'>, currentId: string): Key {
  return {
    id: row.id,
    public_id: row.id,
    type: 'personal_access_token',
    description: row.description,
    scopes: row.scopes,
    endpoints: [],
    apps: [],
    created_at: row.created_at,
    expires_at: row.expires_at,
    last_used_at: row.last_used_at,
    revoked_at: row.revoked_at,
    is_current: row.id === currentId,
  };
}
