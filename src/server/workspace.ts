import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from './audit/record.ts';
import { changeAny } from './db/changed.ts';
import { asSystem } from './db/scope.ts';
import type { Db } from './db/tables.ts';
import { insertKey } from './modules/keys/insert.ts';
import { insertPerson } from './modules/users/create.ts';

/**
 * The local workspace's owner signs in without a password: whoever can start the embedded server on a data folder can
 * read that folder anyway. Only the parent process can ask, over its own channel, never over HTTP.
 */

export interface OwnerNames {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

export interface OwnerToken {
  readonly token: string;
  readonly user_id: string;
}

/** Who owns the workspace, or null while nobody does. */
export async function findOwner(db: Db): Promise<string | null> {
  const row = await asSystem(db, (trx) => trx.selectFrom('workspace').select('owner_id').executeTakeFirst());
  return row?.owner_id ?? null;
}

/** An id made of the name: `ada-byron`; `owner` where the name has no letters that an id may have. */
export function idFromName(first: string, last: string): string {
  const plain = `${first} ${last}`
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const id = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return id === '' || id === 'me' ? 'owner' : id;
}

/** Creates a person who signs in without a password, and answers their id. */
export async function createLocalPerson(db: Db, names: OwnerNames): Promise<string> {
  const id = idFromName(names.first_name, names.last_name);
  const { email: primary_email, first_name, last_name } = names;
  return asSystem(db, async (trx) => {
    await insertPerson(trx, { id, first_name, last_name, primary_email, password_hash: null });
    await recordAudit(trx, id, localOrigin(), [{ event: 'USER_CREATE', owner_id: id, targets: [{ user: { id } }] }]);
    return id;
  });
}

/** Makes a person the owner: from now on the workspace is set up. Throws when there is one already. */
export async function claimWorkspace(db: Db, ownerId: string): Promise<void> {
  await asSystem(db, (trx) => trx.insertInto('workspace').values({ owner_id: ownerId }).execute());
}

/** Where an entry came from that no request caused. */
export const localOrigin = () => ({ req_id: randomUUID(), source_ip: 'local' });

/** A new token for the owner; the ones made before are revoked, since they were lost or are being replaced. */
export async function issueOwnerToken(db: Db, ownerId: string): Promise<OwnerToken> {
  return asSystem(db, async (trx) => {
    await changeAny(
      trx
        .updateTable('keys')
        .set({ revoked_at: sql<string>`steward_now()` })
        .where('user_id', '=', ownerId)
        .where('made_by', '=', 'workspace')
        .where('revoked_at', 'is', null),
    );
    const key = await insertKey(trx, {
      user_id: ownerId,
      description: 'Steward on this computer',
      scopes: ['*'],
      expires_at: null,
      made_by: 'workspace',
    });
    await recordAudit(trx, ownerId, localOrigin(), [
      { event: 'KEY_CREATE', owner_id: ownerId, targets: [{ key: { id: key.public_id } }] },
    ]);
    return { token: key.id, user_id: ownerId };
  });
}
