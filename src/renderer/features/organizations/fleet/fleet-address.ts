import { address, oneOf, text, where } from '../../../lib/address.ts';

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
  show: oneOf(['gaps', 'expiring', 'budgets']),
  /** A column, with "-" before it for the other way round. */
  sort: where((sort) => (FLEET_SORTS as readonly string[]).includes(sort.replace(/^-/, ''))),
  /** Whose details are open. */
  open: text(150),
};

/** What the fleet's tab reads of the address. */
export const fleetSearch = address({ search: text(200), ...fleetAddress });
