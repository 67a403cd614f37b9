import { z } from 'zod';

const id = z.string().max(48).optional().catch(undefined);

/** What the address of the access page holds; what it does not understand it leaves out. */
export const accessAddress = z.object({
  view: z.enum(['overview', 'ask', 'review']).optional().catch(undefined),
  by: z.enum(['person', 'app', 'team']).optional().catch(undefined),
  /** The person, app or team in question. */
  of: id,
  person: id,
  app: id,
  action: z.string().max(60).optional().catch(undefined),
});
export type AccessAddress = z.output<typeof accessAddress>;
