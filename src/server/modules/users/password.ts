import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The encoded argon2id hash of a password, normalized so that it can be typed on any keyboard. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), PARAMETERS);

let decoy: Promise<string> | null = null;

/**
 * Whether the password is the one that was hashed. A person without a password costs the same time as one with, so that
 * nobody learns from the clock which addresses are known.
 */
export async function verifyPassword(encoded: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(encoded ?? (await decoy), password.normalize('NFKC'));
  return matches && encoded !== null;
}
