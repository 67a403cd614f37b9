import { address, oneOf, text } from '../../lib/address.ts';

export const SECURITY_TABS = ['passwords', 'tokens', 'silos'] as const;
export type SecurityTab = (typeof SECURITY_TABS)[number];

export const TOKEN_STATES = ['kept_out', 'withdrawn', 'stale', 'endless', 'unused'] as const;

/** What the address of the security page holds. */
export const securityAddress = address({
  about: oneOf(SECURITY_TABS),
  /** Which tokens of members are shown. */
  tokens: oneOf(TOKEN_STATES),
  search: text(100),
});
