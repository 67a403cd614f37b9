import { address, oneOf, text } from '../../lib/address.ts';

const words = text(200);

/** The orders in which apps can be listed; a minus turns one round. */
export const appOrders = ['name', '-name', 'changed', '-changed', 'created', '-created', 'stars', '-stars'] as const;
export type AppOrder = (typeof appOrders)[number];

/** What the address of a list of apps holds. */
export const appsSearch = address({
  search: words,
  label: words,
  sort: oneOf(appOrders),
});

export const appTabs = [
  'overview',
  'models',
  'workflows',
  'datasets',
  'inputs',
  'modules',
  'teams',
  'collaborators',
  'access',
  'settings',
] as const;
export type AppTab = (typeof appTabs)[number];

/** What the address of one app holds; `owner` where the app is neither the organization's nor the person's. */
export const appSearch = address({
  tab: oneOf(appTabs),
  owner: text(48),
  search: words,
  /** Whose way in is open. */
  person: text(48),
});
