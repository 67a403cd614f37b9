import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { type CacheEntry, type CacheKey, canonical } from './cache.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** The file format: these four bytes, a 12-byte nonce, the ciphertext, a 16-byte tag. */
const MAGIC = Buffer.from('STC1');
const NONCE = 12;
const TAG = 16;
/** More than any answer we take in (32 MB), so that a small file cannot fill the memory. */
const LARGEST = 96 * 1024 * 1024;

const content = z.object({ route: z.string(), input: z.string(), as_of: z.number(), data: z.unknown() });

/** Names, encrypts and decrypts entries under one key. */
export interface Sealing {
  /** The entry's file name: says nothing about what is inside without the key. */
  name(key: CacheKey): string;
  seal(key: CacheKey, entry: CacheEntry): Promise<Buffer>;
  /** Throws where a bit of the file, its name or its account is not what was sealed. */
  open(key: CacheKey, bytes: Buffer): Promise<CacheEntry>;
}

/** The folder of an account's entries. No secret goes into it: signing out must find it without the key. */
export const folderName = (accountId: string): string =>
  createHash('sha256').update(accountId).digest('hex').slice(0, 32);

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
  const place = (key: CacheKey) => Buffer.from(canonical([MAGIC.toString(), key.accountId, name(key)]));

  return {
    name,
    seal: async (key, { as_of, data }) => {
      const plain = await zip(JSON.stringify({ route: key.route, input: canonical(key.input), as_of, data }));
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', contentKey, nonce).setAAD(place(key));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([MAGIC, nonce, sealed, cipher.getAuthTag()]);
    },
    open: async (key, bytes) => {
      if (bytes.length < MAGIC.length + NONCE + TAG || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
        throw new Error('not an entry of this format');
      const nonce = bytes.subarray(MAGIC.length, MAGIC.length + NONCE);
      const decipher = createDecipheriv('aes-256-gcm', contentKey, nonce, { authTagLength: TAG });
      decipher.setAAD(place(key)).setAuthTag(bytes.subarray(-TAG));
      const sealed = bytes.subarray(MAGIC.length + NONCE, -TAG);
      const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
      const text = (await unzip(plain, { maxOutputLength: LARGEST })).toString('utf8');
      const { as_of, data } = content.parse(JSON.parse(text));
      return { as_of, data };
    },
  };
}
