import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import { kept } from '../db/kept.ts';
import type { Db } from '../db/tables.ts';
import { Problem } from './problem.ts';

/** Who is calling, and with which token. */
export interface Caller {
  readonly user_id: string;
  readonly key_id: string;
  readonly scopes: readonly string[];
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'stw_';
const RANDOM_LENGTH = 32;
const CHECK_LENGTH = 6;

function randomText(length: number): string {
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  return text;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let out = '';
  for (let index = 0; index < CHECK_LENGTH; index++) {
    out = ALPHABET[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}

/** A new token: 190 random bits behind a prefix that scanners can find, and a checksum that tells a typing error. */
export function newToken(): { secret: string; public_id: string; hash: Buffer } {
  const random = randomText(RANDOM_LENGTH);
  const secret = PREFIX + random + checksum(random);
  return { secret, public_id: randomText(10), hash: hashToken(secret) };
}

/** What is stored of a token. A plain hash is enough: nobody can guess 190 random bits. */
export const hashToken = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const TOKEN_FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECK_LENGTH}}$`);

/** The token of an `Authorization: Key …` header. Throws key_invalid where there is none or it is malformed. */
export function readToken(header: string | undefined): string {
  const token = /^Key +(\S+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw new Problem('key_invalid', 'Send a personal access token as "Authorization: Key …"');
  const random = token.slice(PREFIX.length, PREFIX.length + RANDOM_LENGTH);
  if (!TOKEN_FORM.test(token) || checksum(random) !== token.slice(PREFIX.length + RANDOM_LENGTH))
    throw new Problem('key_invalid', 'The token is malformed; copy it again, whole');
  return token;
}

// Nobody is known yet, so no scope is open: the function sees all tokens, for one statement instead of a transaction.
const findKey = kept((db, hash: Buffer) =>
  sql<{ id: string; user_id: string; scopes: string[] }>`
    select id, user_id, scopes from steward_find_key(${hash})`.compile(db),
);

/** Finds who a token belongs to. Throws key_not_found for one that is unknown, expired or revoked. */
export async function findCaller(db: Db, token: string): Promise<Caller> {
  const { rows } = await findKey(db, hashToken(token));
  const key = rows[0];
  if (key === undefined) throw new Problem('key_not_found', 'The token is unknown, expired or revoked');
  return { user_id: key.user_id, key_id: key.id, scopes: key.scopes };
}
