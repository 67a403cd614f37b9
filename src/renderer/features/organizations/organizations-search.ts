import { ROLE_IDS } from '../../../contract/permissions.ts';
import { address, oneOf, text } from '../../lib/address.ts';
import { fleetAddress } from './fleet/fleet-address.ts';

export const ORGANIZATIONS_TABS = ['organizations', 'fleet'] as const;

/** What the address of the page holds. */
export const organizationsSearch = address({
  tab: oneOf(ORGANIZATIONS_TABS),
  search: text(200),
  role: oneOf(ROLE_IDS),
  ...fleetAddress,
});
