import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface HeadsKey {
  readonly secret: KeyObject;
  readonly public: KeyObject;
  /** Names the folder in the database: a hash of its public key. */
  readonly folderId: string;
}

/** The folder's key, or null where there is none. Throws where it is no key. */
export function readKey(folder: string): HeadsKey | null {
  const file = join(folder, 'key.pem');
  if (!existsSync(file)) return null;
  const secret = createPrivateKey(readFileSync(file));
  const open = createPublicKey(secret);
  const folderId = createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
  return { secret, public: open, folderId };
}

/** The folder's Ed25519 key, made where it is missing: readable for its owner alone, whole or not at all. */
export function ensureKey(folder: string): HeadsKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = join(folder, `key.pem.${process.pid}`);
  if (!existsSync(join(folder, 'key.pem'))) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    try {
      linkSync(own, join(folder, 'key.pem'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(own, { force: true });
    }
  }
  const key = readKey(folder);
  if (key === null) throw new Error(`the key of the audit heads in ${folder} vanished`);
  return key;
}
