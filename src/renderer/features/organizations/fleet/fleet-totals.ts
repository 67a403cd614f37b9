import { sumMicros } from '../../../lib/money.ts';
import type { FleetRow } from './fleet-row.ts';

export interface MoneyTotal {
  readonly currency: string;
  readonly organizations: number;
  readonly spent: string;
  /** Adds up the organizations with a forecast; null if none has one. */
  readonly forecast: string | null;
  /** How many organizations have no forecast yet, and when the first of them will. */
  readonly unforecast: number;
  readonly forecast_from: string | null;
}

export interface FleetTotals {
  readonly people: number;
  readonly pending: number;
  readonly expiring: number;
  readonly gaps: number;
  /** How many organizations have a gap. */
  readonly withGaps: number;
  /** By currency, the one of the most organizations first: unlike ones are never added. */
  readonly money: readonly MoneyTotal[];
  /** Organizations whose money one may not see. */
  readonly hidden: number;
}

const sum = <T>(rows: readonly T[], pick: (row: T) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0);

function moneyOf(rows: readonly FleetRow[]): MoneyTotal[] {
  const spends = rows.flatMap(({ spend }) => spend ?? []);
  return [...new Set(spends.map(({ currency }) => currency))]
    .map((currency) => {
      const own = spends.filter((spend) => spend.currency === currency);
      const forecasts = own.flatMap(({ forecast_micros }) => forecast_micros ?? []);
      const [from = null] = own
        .flatMap((spend) => (spend.forecast_micros === null ? (spend.forecast_from ?? []) : []))
        .sort();
      return {
        currency,
        organizations: own.length,
        spent: sumMicros(own.map(({ spent_micros }) => spent_micros)),
        forecast: forecasts.length === 0 ? null : sumMicros(forecasts),
        unforecast: own.length - forecasts.length,
        forecast_from: from,
      };
    })
    .sort((one, other) => other.organizations - one.organizations || (one.currency < other.currency ? -1 : 1));
}

/** What all the organizations come to. Somebody in two of them counts in each. */
export const totalsOf = (rows: readonly FleetRow[]): FleetTotals => ({
  people: sum(rows, ({ organization }) => organization.members_count),
  pending: sum(rows, ({ organization }) => organization.pending_invitations_count),
  expiring: sum(rows, ({ invitations }) => invitations?.expiring ?? 0),
  gaps: sum(rows, ({ gaps }) => gaps?.length ?? 0),
  withGaps: rows.filter(({ gaps }) => (gaps?.length ?? 0) > 0).length,
  money: moneyOf(rows),
  hidden: rows.filter(({ spend }) => spend === null).length,
});
