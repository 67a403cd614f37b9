import { goInAccount } from '../../../lib/go-target.ts';
import type { FleetRow } from './fleet-row.ts';
import type { Gap } from './gaps.ts';

/** A page of an organization that a figure leads to. */
export interface FleetPlace {
  readonly page: string;
  readonly search?: Readonly<Record<string, string>>;
}

export const PLACES = {
  home: { page: '' },
  members: { page: '/members' },
  admins: { page: '/members', search: { role: 'admin' } },
  invitations: { page: '/members', search: { tab: 'invitations' } },
  costs: { page: '/costs' },
  budgets: { page: '/billing', search: { tab: 'budgets' } },
  security: { page: '/security' },
} as const satisfies Record<string, FleetPlace>;

/** Where a gap is closed. */
export function placeOfGap({ about }: Gap): FleetPlace {
  if (about === 'members') return PLACES.admins;
  if (about === 'budgets') return PLACES.budgets;
  return { page: '/security', search: { about } };
}

/** Goes there, in the account that the organization is in. */
export function goToPlace({ account, organization }: FleetRow, { page, search = {} }: FleetPlace): void {
  goInAccount({ account_id: account.id, path: `/o/${organization.id}${page}`, search });
}
