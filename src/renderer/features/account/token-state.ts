import type { Key } from '../../../contract/api/keys.ts';

const SOON = 7 * 86_400_000;

/** Whether a token still works, and whether it will soon not. */
export function tokenState(token: Pick<Key, 'expires_at'>, now: number): 'valid' | 'soon' | 'expired' {
  if (token.expires_at === null) return 'valid';
  const left = Date.parse(token.expires_at) - now;
  if (left <= 0) return 'expired';
  return left < SOON ? 'soon' : 'valid';
}
