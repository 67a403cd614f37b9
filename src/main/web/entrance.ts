import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const secret = () => randomBytes(32).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Who may use the page: whoever opened the link first, with the cookie that this gave them. */
export interface Entrance {
  /** The code in the link: it works once. */
  readonly code: string;
  /** Exchanges the code for the cookie's value; undefined for a wrong code and for the second use. */
  redeem(code: string): string | undefined;
  /** Whether a `Cookie` header holds the value that `redeem` gave. */
  admits(cookieHeader: string | undefined, cookieName: string): boolean;
}

function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export function createEntrance(): Entrance {
  const code = secret();
  const cookie = secret();
  let used = false;
  // Digests are of one length, so that a comparison takes the same time whatever was sent.
  const equal = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected));
  return {
    code,
    redeem(given) {
      if (used || !equal(given, code)) return undefined;
      used = true;
      return cookie;
    },
    admits(header, name) {
      const given = header === undefined ? undefined : cookieValue(header, name);
      return used && given !== undefined && equal(given, cookie);
    },
  };
}
