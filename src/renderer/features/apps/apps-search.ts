import { z } from 'zod';

const text = z.string().max(200).optional().catch(undefined);

/** The orders in which apps can be listed; a minus turns one round. */
export const appOrders = ['name', '-name', 'changed', '-changed', 'created', '-created', 'stars', '-stars'] as const;
export type AppOrder = (typeof appOrders)[number];

/** What the address of a list of apps holds. */
export const appsSearch = z.object({
  search: text,
  label: text,
  sort: z.enum(appOrders).optional().catch(undefined),
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
export const appSearch = z.object({
  tab: z.enum(appTabs).optional().catch(undefined),
  owner: z.string().max(48).optional().catch(undefined),
  search: text,
  /** Whose way in is open. */
  person: z.string().max(48).optional().catch(undefined),
});
