import { z } from 'zod';

/** What the address of the page holds: whom to look for, and which job is open. */
export const offboardAddress = z.object({
  person: z.string().max(200).optional().catch(undefined),
  job: z.uuid().optional().catch(undefined),
});
