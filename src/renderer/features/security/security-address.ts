import { z } from 'zod';

export const securityTab = z.enum(['passwords', 'tokens', 'silos']);

export const TOKEN_STATES = ['kept_out', 'withdrawn', 'stale', 'endless', 'unused'] as const;

/** What the address of the security page holds. */
export const securityAddress = z.object({
  about: securityTab.optional().catch(undefined),
  /** Which tokens of members are shown. */
  tokens: z.enum(TOKEN_STATES).optional().catch(undefined),
  search: z.string().max(100).optional().catch(undefined),
});
