import { z } from 'zod';

export const FLEET_SORTS = [
  'name',
  'account',
  'role',
  'people',
  'invitations',
  'spent',
  'forecast',
  'budget',
  'gaps',
  'as_of',
] as const;

/** What of the address is the fleet's. */
export const fleetAddress = {
  show: z.enum(['gaps', 'expiring', 'budgets']).optional().catch(undefined),
  /** A column, with "-" before it for the other way round. */
  sort: z
    .string()
    .refine((text) => (FLEET_SORTS as readonly string[]).includes(text.replace(/^-/, '')))
    .optional()
    .catch(undefined),
  /** Whose details are open. */
  open: z.string().max(150).optional().catch(undefined),
};
