import { z } from 'zod';
import { memberSorts } from '../../../contract/api/members.ts';
import { ROLE_IDS } from '../../../contract/permissions.ts';

/** What the address of the members page holds; what it does not understand it leaves out. */
export const membersSearch = z.object({
  tab: z.enum(['members', 'invitations']).optional().catch(undefined),
  search: z.string().max(200).optional().catch(undefined),
  /** Whose details are open. */
  member: z.string().max(48).optional().catch(undefined),
  /** Which invitations are shown. */
  status: z.string().max(20).optional().catch(undefined),
  team: z.string().max(48).optional().catch(undefined),
  role: z.enum(ROLE_IDS).optional().catch(undefined),
  sort: z.enum(memberSorts).optional().catch(undefined),
});
export type MembersSearch = z.output<typeof membersSearch>;
