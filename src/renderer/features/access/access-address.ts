import { z } from 'zod';
import { TRY_TYPES } from './try/changes-to-try.ts';

const id = z.string().max(48).optional().catch(undefined);

/** What the address of the access page holds; what it does not understand it leaves out. */
export const accessAddress = z.object({
  view: z.enum(['overview', 'ask', 'try', 'review']).optional().catch(undefined),
  by: z.enum(['person', 'app', 'team']).optional().catch(undefined),
  /** The person, app or team in question. */
  of: id,
  /** The answer that is open: a person and an app. */
  open: z.string().max(100).optional().catch(undefined),
  person: id,
  app: id,
  action: z.string().max(60).optional().catch(undefined),
  /** The change that is tried out; the fields below are what it takes. */
  change: z.enum(TRY_TYPES).optional().catch(undefined),
  team: id,
  role: id,
  permission: id,
  visibility: z.coerce.string().optional().catch(undefined),
});
export type AccessAddress = z.output<typeof accessAddress>;
