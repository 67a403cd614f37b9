import { sql } from 'kysely';
import { keysCreate, keysDelete, keysGet, keysList, keysUpdate, scopesList } from '../../../contract/api/keys.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { insertKey } from './insert.ts';
import { withKeptOut } from './kept-out.ts';
import { presentKey } from './present.ts';

const COLUMNS = [
  'id',
  'user_id',
  'description',
  'scopes',
  'made_by',
  'created_at',
  'expires_at',
  'last_used_at',
  'revoked_at',
] as const;

/** A live token of the person. Throws not_found, also for a revoked one. */
async function findKey(db: Db, userId: string, id: string, lock = false) {
  const key = db
    .selectFrom('keys')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null);
  const row = await (lock ? key.forUpdate() : key).executeTakeFirst();
  if (row === undefined) throw notFound(`The key ${id}`);
  return row;
}

/** The same, held until the transaction ends: of two changes to it at the same moment, the second is judged by the first. */
const lockKey = (db: Db, userId: string, id: string) => findKey(db, userId, id, true);

/** Whether the token would live longer than it does now: an expiry is brought forward, never put off. */
async function assertNotLater(db: Db, field: string, key: { expires_at: string | null }, time: string | undefined) {
  if (time === undefined || key.expires_at === null) return;
  const { later } = await db
    .selectNoFrom(sql<boolean>`${time}::timestamptz > ${key.expires_at}::timestamptz`.as('later'))
    .executeTakeFirstOrThrow();
  if (later) throw invalid(field, 'would put off the expiry; create a new token instead');
}

async function assertFuture(db: Db, field: string, time: string | null | undefined): Promise<void> {
  if (time === null || time === undefined) return;
  const { future } = await db
    .selectNoFrom(sql<boolean>`${time}::timestamptz > steward_now()`.as('future'))
    .executeTakeFirstOrThrow();
  if (!future) throw invalid(field, 'is not in the future');
}

const NEWEST_FIRST: ListOrder<Awaited<ReturnType<typeof findKey>>> = {
  list: 'keys',
  keys: [
    { expression: sql`keys.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`keys.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

const listKeys = handle(keysList, async ({ query, db, caller }) => {
  const live = db
    .selectFrom('keys')
    .select(COLUMNS)
    .where('user_id', '=', caller.user_id)
    .where('revoked_at', 'is', null);
  const { rows, next_cursor } = await selectPage(live, query, NEWEST_FIRST);
  const keys = rows.map((row) => presentKey(row, caller.key_id));
  return { keys: await withKeptOut(db, caller.user_id, keys), next_cursor };
});

const getKey = handle(keysGet, async ({ params, db, caller }) => ({
  key: presentKey(await findKey(db, caller.user_id, params.key_id), caller.key_id),
}));

const createKeys = handle(keysCreate, async ({ body, db, caller, audit }) => {
  const keys = [];
  for (const [index, wanted] of body.keys.entries()) {
    const expires_at = wanted.expires_at ?? null;
    await assertFuture(db, `body.keys.${index}.expires_at`, expires_at);
    const scopes = [...new Set(wanted.scopes)];
    const key = await insertKey(db, {
      user_id: caller.user_id,
      description: wanted.description,
      scopes,
      expires_at,
      made_by: 'person',
    });
    keys.push(key);
    audit({
      event: 'KEY_CREATE',
      owner_id: caller.user_id,
      targets: [{ key: { id: key.public_id } }],
      details: { description: key.description, scopes, expires_at: key.expires_at },
    });
  }
  return { keys: await withKeptOut(db, caller.user_id, keys) };
});

/** Whether every one of `next` is covered by `now`: a token may be narrowed, never widened. */
const narrows = (now: readonly string[], next: readonly string[]): boolean =>
  now.includes('*') || next.every((scope) => now.includes(scope) || scope === 'read');

const updateKeys = handle(keysUpdate, async ({ body, db, caller, audit, nothingToAudit }) => {
  const keys = [];
  for (const [index, wanted] of body.keys.entries()) {
    const field = `body.keys.${index}`;
    const before = await lockKey(db, caller.user_id, wanted.id);
    if (wanted.scopes !== undefined && !narrows(before.scopes, wanted.scopes))
      throw invalid(`${field}.scopes`, 'would widen the token; create a new one instead');
    await assertFuture(db, `${field}.expires_at`, wanted.expires_at);
    await assertNotLater(db, `${field}.expires_at`, before, wanted.expires_at);
    const { id, ...fields } = wanted;
    const changed = changes(before, fields);
    if (Object.keys(changed).length === 0) nothingToAudit('the token has these values already');
    else {
      await changeOne(db.updateTable('keys').set(fields).where('id', '=', id));
      audit({
        event: 'KEY_UPDATE',
        owner_id: caller.user_id,
        targets: [{ key: { id } }],
        details: { changes: changed },
      });
    }
    keys.push(presentKey(await findKey(db, caller.user_id, id), caller.key_id));
  }
  return { keys };
});

const deleteKey = handle(keysDelete, async ({ params, db, caller, audit }) => {
  const key = await lockKey(db, caller.user_id, params.key_id);
  await changeOne(db.updateTable('keys').set({ revoked_at: sql<string>`steward_now()` }).where('id', '=', key.id));
  audit({
    event: 'KEY_REVOKE',
    owner_id: caller.user_id,
    targets: [{ key: { id: key.id } }],
    details: {
      changes: {
        [key.id]: {
          before: { description: key.description, scopes: key.scopes, expires_at: key.expires_at },
          after: null,
        },
      },
    },
  });
  return {};
});

const listScopes = handle(scopesList, async ({ caller }) => ({ scopes: [...caller.scopes] }));

export const keyOperations = [listKeys, getKey, createKeys, updateKeys, deleteKey, listScopes];
