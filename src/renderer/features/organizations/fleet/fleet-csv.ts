import Papa from 'papaparse';
import { roleName } from '../../../lib/format.ts';
import { decimalOf } from '../../../lib/money.ts';
import { type FleetRow, spendState } from './fleet-row.ts';

const time = (millis: number): string => new Date(millis).toISOString();

/** The rows as CSV, safe to open in a spreadsheet: amounts exact, and empty where one may not see them. */
export function fleetCsv(rows: readonly FleetRow[]): string {
  const lines = rows.map((row) => {
    const { organization, account, admins_count, invitations, spend, gaps } = row;
    return {
      account: account.label,
      id: organization.id,
      name: organization.name,
      your_role: roleName(organization.role_id),
      people: organization.members_count,
      admins: admins_count ?? '',
      pending_invitations: organization.pending_invitations_count,
      expiring_within_two_days: invitations?.expiring ?? '',
      next_expires_at: invitations?.next_expires_at ?? '',
      currency: spend?.currency ?? '',
      spent: spend === null ? '' : decimalOf(spend.spent_micros),
      forecast: spend?.forecast_micros == null ? '' : decimalOf(spend.forecast_micros),
      budget: spendState(row) ?? '',
      policy_gaps: gaps === null ? '' : gaps.length,
      gaps: gaps?.map(({ text }) => text).join(' ') ?? '',
      as_of: time(row.asOf),
    };
  });
  return Papa.unparse(lines, { escapeFormulae: true, newline: '\r\n' });
}
