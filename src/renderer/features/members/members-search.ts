import { ROLE_IDS } from '../../../contract/permissions.ts';
import { memberSorts } from '../../../contract/vocabulary.ts';
import { type AddressOf, address, oneOf, text } from '../../lib/address.ts';

/** What the address of the members page holds; what it does not understand it leaves out. */
export const membersSearch = address({
  tab: oneOf(['members', 'invitations']),
  search: text(200),
  /** Whose details are open. */
  member: text(48),
  /** Which invitations are shown. */
  status: text(20),
  team: text(48),
  role: oneOf(ROLE_IDS),
  sort: oneOf(memberSorts),
});
export type MembersSearch = AddressOf<typeof membersSearch>;
