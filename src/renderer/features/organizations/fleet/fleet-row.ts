import type { OrganizationOverview } from '../../../../contract/api/overview.ts';
import type { Account } from '../../../../contract/ipc.ts';
import type { Gap } from './gaps.ts';

/** One organization beside the others. */
export interface FleetRow extends OrganizationOverview {
  readonly account: Pick<Account, 'id' | 'label'>;
  /** Milliseconds since 1970 at which its backend said so. */
  readonly asOf: number;
  /** Where it falls short of the baseline; null where that cannot be seen. */
  readonly gaps: readonly Gap[] | null;
}

interface Placed {
  readonly account: { readonly id: string };
  readonly organization: { readonly id: string };
}

/** The same organization has the same id, also beside one of that name on another server. */
export const fleetRowId = ({ account, organization }: Placed): string => `${account.id}/${organization.id}`;

export const fleetRowName = ({ organization }: FleetRow): string => organization.name;

/** How much of a budget or a limit is used, the worst first. */
export const SPEND_STATES = ['over', 'warning', 'ok', 'none'] as const;
export type SpendState = (typeof SPEND_STATES)[number];

export function spendState({ spend }: Pick<FleetRow, 'spend'>): SpendState | null {
  if (spend === null) return null;
  return spend.over_spend_limit ? 'over' : spend.budget_state;
}
