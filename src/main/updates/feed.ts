import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { isLoopback } from '../network/transport.ts';

/**
 * Where new versions come from, and whose they must be: a file beside the app, made by whoever builds it. The public key
 * is Ed25519, as base64 of its SPKI form: `openssl pkey -pubout -outform der | base64`.
 */
const configuration = z.strictObject({
  url: z.url().refine((value) => {
    const url = URL.parse(value);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  }, 'must be an https address'),
  public_key: z.string().transform((text, context) => {
    try {
      const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
      if (key.asymmetricKeyType === 'ed25519') return key;
    } catch {
      // Said below, as for a key of another kind.
    }
    context.addIssue({ code: 'custom', message: 'is not an Ed25519 public key' });
    return z.NEVER;
  }),
});

export interface Feed {
  readonly url: string;
  readonly key: KeyObject;
}

/** Reads the configuration. Throws where it is not exactly what it should be: better no updates than anybody's. */
export function parseFeed(text: string): Feed {
  const { url, public_key } = configuration.parse(JSON.parse(text));
  return { url, key: public_key };
}

/** Whether `signature` (base64) is the key's for exactly this text. */
export function isSigned(text: string, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature.trim(), 'base64');
  return bytes.length === 64 && verify(null, Buffer.from(text, 'utf8'), key, bytes);
}
