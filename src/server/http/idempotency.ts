import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { changeOne } from '../db/changed.ts';
import type { Tx } from '../db/tables.ts';
import { invalid, Problem } from './problem.ts';

/**
 * `Idempotency-Key`: the first request with a key leaves its answer in the same transaction as its change; the same
 * request again gets that answer, another one with the same key is refused. Two at once wait for each other at the
 * unique index. An answer may hold a token's secret, so it is kept encrypted under a key that only the caller can make
 * again: the database alone never shows it.
 */
export interface IdempotentRequest {
  readonly caller: string;
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
  readonly answerKey: Buffer;
}

const FORM = /^[\x21-\x7e]{1,255}$/;
const sha256 = (...parts: string[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest();
};

/** Reads the header. `secret` is the caller's token, or empty where none is needed; the body then holds the secret. */
export function readIdempotencyKey(
  header: string | string[] | undefined,
  request: { caller: string; secret: string; url: string; body: unknown },
): IdempotentRequest | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !FORM.test(header))
    throw invalid('header.idempotency-key', 'must be 1 to 255 visible ASCII characters');
  // Only now: a body may be large to write out.
  const body = JSON.stringify(request.body);
  return {
    caller: request.caller,
    keyHash: sha256(header),
    // With the header in it: a body may hold a password, and its hash must not help to guess that.
    requestHash: sha256(header, request.url, body, request.secret),
    answerKey: Buffer.from(
      hkdfSync('sha256', sha256(header, request.secret, body), '', 'steward idempotent answer', 32),
    ),
  };
}

function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

export interface StoredAnswer {
  readonly http: number;
  readonly body: unknown;
}

/** Claims the key for this transaction: null where it is new, else the answer it had. Throws duplicate for another body. */
export async function claimKey(trx: Tx, request: IdempotentRequest): Promise<StoredAnswer | null> {
  const inserted = await trx
    .insertInto('idempotency_keys')
    .values({ caller: request.caller, key_hash: request.keyHash, request_hash: request.requestHash, answer: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('caller')
    .executeTakeFirst();
  if (inserted !== undefined) return null;
  const kept = await trx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('caller', '=', request.caller)
    .where('key_hash', '=', request.keyHash)
    .executeTakeFirst();
  if (kept === undefined) throw new Problem('internal', 'The idempotency key vanished');
  if (!Buffer.from(kept.request_hash).equals(request.requestHash) || kept.answer === null)
    throw new Problem('duplicate', 'This idempotency key was used for another request', [
      { field: 'header.idempotency-key', message: 'was used for another request' },
    ]);
  return JSON.parse(unseal(request.answerKey, Buffer.from(kept.answer))) as StoredAnswer;
}

/** Leaves the answer beside the key, in the same transaction. */
export async function keepAnswer(trx: Tx, request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
  await changeOne(
    trx
      .updateTable('idempotency_keys')
      .set({ answer: seal(request.answerKey, JSON.stringify(answer)) })
      .where('caller', '=', request.caller)
      .where('key_hash', '=', request.keyHash),
  );
}
