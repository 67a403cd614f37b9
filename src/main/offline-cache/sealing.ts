import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { type CacheEntry, type CacheKey, canonical } from './cache.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** The file format: these four bytes, an 8-byte sequence number, a 12-byte nonce, the ciphertext, a 16-byte tag. */
const MAGIC = Buffer.from('STC2');
const SEQUENCE = 8;
const NONCE = 12;
const TAG = 16;
const HEADER = MAGIC.length + SEQUENCE + NONCE;
/** More than any answer we take in (32 MB), so that a small file cannot fill the memory. */
const LARGEST = 96 * 1024 * 1024;

const content = z.object({ route: z.string(), input: z.string(), as_of: z.number(), data: z.unknown() });

export interface Opened extends CacheEntry {
  /** The number that the entry was sealed under; a later one of the same name has a greater one. */
  readonly sequence: number;
}

/** Names, encrypts and decrypts entries under one key. */
export interface Sealing {
  /** The entry's file name: says nothing about what is inside without the key. */
  name(key: CacheKey): string;
  seal(key: CacheKey, entry: CacheEntry, sequence: number): Promise<Buffer>;
  /** Throws where a bit of the file, its name or its account is not what was sealed. */
  open(key: CacheKey, bytes: Buffer): Promise<Opened>;
  /** Seals what is no entry, such as the ledger, under a purpose that it opens for and for no other. */
  sealText(purpose: string, text: string): Promise<Buffer>;
  openText(purpose: string, bytes: Buffer): Promise<string>;
}

/** The folder of an account's entries. No secret goes into it: signing out must find it without the key. */
export const folderName = (accountId: string): string =>
  createHash('sha256').update(accountId).digest('hex').slice(0, 32);

/** The header of a sealed file. It is authenticated with the rest. */
function header(sequence: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  MAGIC.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(sequence), MAGIC.length);
  randomBytes(NONCE).copy(bytes, MAGIC.length + SEQUENCE);
  return bytes;
}

async function encrypt(key: Buffer, place: string, sequence: number, text: string): Promise<Buffer> {
  const plain = await zip(text);
  const head = header(sequence);
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(-NONCE));
  cipher.setAAD(Buffer.concat([head, Buffer.from(place)]));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

async function decrypt(key: Buffer, place: string, bytes: Buffer): Promise<{ text: string; sequence: number }> {
  if (bytes.length < HEADER + TAG || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Error('not an entry of this format');
  const head = bytes.subarray(0, HEADER);
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(-NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.concat([head, Buffer.from(place)])).setAuthTag(bytes.subarray(-TAG));
  const plain = Buffer.concat([decipher.update(bytes.subarray(HEADER, -TAG)), decipher.final()]);
  const text = (await unzip(plain, { maxOutputLength: LARGEST })).toString('utf8');
  return { text, sequence: Number(head.readBigUInt64BE(MAGIC.length)) };
}

/** AES-256-GCM under `secret` (32 bytes), with keys of their own for names and for contents. */
export function createSealing(secret: Buffer): Sealing {
  if (secret.length !== 32) throw new Error('the cache key is not 32 bytes');
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `steward offline cache ${purpose}`, 32));
  const nameKey = derive('names');
  const contentKey = derive('contents');

  const name = ({ accountId, route, input }: CacheKey): string =>
    createHmac('sha256', nameKey)
      .update(canonical([accountId, route, input]))
      .digest('hex');
  // Binds an entry to its place: one that is moved to another name or account does not open there.
  const place = (key: CacheKey) => canonical(['entry', key.accountId, name(key)]);
  const purposeOf = (purpose: string) => canonical(['text', purpose]);

  return {
    name,
    seal: (key, { as_of, data }, sequence) => {
      const text = JSON.stringify({ route: key.route, input: canonical(key.input), as_of, data });
      return encrypt(contentKey, place(key), sequence, text);
    },
    open: async (key, bytes) => {
      const { text, sequence } = await decrypt(contentKey, place(key), bytes);
      const { as_of, data } = content.parse(JSON.parse(text));
      return { as_of, data, sequence };
    },
    sealText: (purpose, text) => encrypt(contentKey, purposeOf(purpose), 0, text),
    openText: async (purpose, bytes) => (await decrypt(contentKey, purposeOf(purpose), bytes)).text,
  };
}
