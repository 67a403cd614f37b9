import { z } from 'zod';

export const securityTab = z.enum(['passwords', 'tokens', 'silos']);

/** What the address of the security page holds. */
export const securityAddress = z.object({ about: securityTab.optional().catch(undefined) });
