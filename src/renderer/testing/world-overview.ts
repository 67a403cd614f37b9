import type { Organization } from '../../contract/api/organizations.ts';
import type { OrganizationOverview } from '../../contract/api/overview.ts';
import { CLASSIC_POLICY, DEFAULT_POLICY, NIST_POLICY } from '../../contract/password-policy.ts';
import { at, DAY, NOW, pick } from './world-basics.ts';

const POLICIES = [DEFAULT_POLICY, NIST_POLICY, CLASSIC_POLICY] as const;

/** An organization beside the others, always the same for the same place. */
export function makeOverview(organization: Organization, index: number): OrganizationOverview {
  const { abilities, pending_invitations_count: pending } = organization;
  const expiring = Math.min(pending, index % 4 === 0 ? 3 : 0);
  return {
    organization,
    kept_out: false,
    admins_count: abilities.view_members ? 1 + (index % 3) : null,
    invitations: abilities.manage_members
      ? { pending, expiring, expired: 1, next_expires_at: pending === 0 ? null : at(NOW + DAY) }
      : null,
    spend: abilities.view_financial_data
      ? {
          currency: index % 5 === 3 ? 'CHF' : 'USD',
          month: '2026-11',
          spent_micros: String(1_234_567_890 * (index + 1)),
          previous_micros: '0',
          forecast_micros: String(2_000_000_001 * (index + 1)),
          budget_state: pick(['none', 'ok', 'warning', 'over'] as const, index),
          over_spend_limit: false,
          open_invoices_count: index % 2,
          open_invoices_micros: '0',
        }
      : null,
    policies: {
      password_policy: pick(POLICIES, index),
      token_rules: {
        max_lifetime_days: index % 2 === 0 ? null : 90,
        require_expiry: index % 2 === 1,
        allowed_scopes: null,
      },
      silos_count: abilities.view_teams ? index % 2 : null,
    },
  };
}
