import { randomBytes } from 'node:crypto';
import type { Keychain } from '../keychain/keychain.ts';
import { type Logger, reason } from '../lib/logger.ts';
import { createSealing, type Sealing } from './sealing.ts';

const KEY_NAME = 'cache-key';

/** What is kept encrypted on disk is sealed under one key of the keychain. Undefined while it cannot be used. */
export type OpenSealing = () => Promise<Sealing | undefined>;

interface SealingOptions {
  readonly keychain: Keychain;
  readonly log: Logger;
  /** There was no key, and one is made: nothing that was kept under another can be opened any more. */
  readonly onNewKey?: () => Promise<void>;
}

/** The key from the keychain, made there when missing. There is one for all that is kept, so make this once. */
export function openSealing({ keychain, log, onNewKey }: SealingOptions): OpenSealing {
  let sealing: Promise<Sealing> | undefined;
  const read = async (): Promise<Sealing> => {
    const kept = Buffer.from((await keychain.get(KEY_NAME)) ?? '', 'base64');
    if (kept.length === 32) return createSealing(kept);
    await onNewKey?.();
    const made = randomBytes(32);
    await keychain.set(KEY_NAME, made.toString('base64'));
    return createSealing(made);
  };
  return async () => {
    const state = keychain.state();
    if (state === 'absent' || state === 'refused') return undefined;
    sealing ??= read();
    try {
      return await sealing;
    } catch (error) {
      sealing = undefined;
      log.warn(reason(error), 'the cache has no key now');
      return undefined;
    }
  };
}
