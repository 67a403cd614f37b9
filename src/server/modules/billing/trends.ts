import { sql } from 'kysely';
import { costsChanges, costsForecast, costsSpikes, type Forecast } from '../../../contract/api/costs.ts';
import { comparePeriods } from '../../../contract/compare-periods.ts';
import { type Compared, explainChange } from '../../billing/changes.ts';
import { backTest, forecastFrom, forecastMonth } from '../../billing/forecast.ts';
import { addDays, addMonths, daysBetween, firstDay, listDays, monthOf, periodOf } from '../../billing/months.ts';
import { findSpikes } from '../../billing/spikes.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid } from '../../http/problem.ts';
import { readAccount } from './account.ts';
import {
  asNumbers,
  type CostFilter,
  checkRange,
  dailyCosts,
  dailyFilter,
  loadNames,
  memberName,
  type Names,
  type Range,
  sumsOf,
} from './cost-query.ts';

const HISTORY_MONTHS = 8;
const UNTESTED_MONTHS = 2;
const TESTED_MONTHS = 6;
const SPIKE_HISTORY_DAYS = 28;
const whole = (value: number): string => String(BigInt(Math.round(value)));

/** Where the current month stands. */
export interface Outlook {
  readonly period: Range;
  readonly currency: string;
  readonly actual_micros: string;
  /** Null before `forecast_from`. */
  readonly forecast: Forecast | null;
  readonly forecast_from: string | null;
}

/**
 * What the current month has cost and will, of all usage that a filter lets through. Testing the forecast against past
 * months reads eight months instead of three: for those who look at a forecast, not for those who only compare its sum.
 */
export async function outlookOf(
  db: Db,
  organizationId: string,
  filter: CostFilter,
  { tested }: { tested: boolean },
): Promise<Outlook> {
  const { currency, today } = await readAccount(db, organizationId);
  const period = periodOf(monthOf(today));
  const from = firstDay(addMonths(monthOf(today), tested ? -HISTORY_MONTHS : -UNTESTED_MONTHS));
  const exact = await dailyCosts(db, organizationId, { from, to: period.to }, filter);
  const history = asNumbers(new Map([...exact].filter(([day]) => day < today)));
  const forecast_from = forecastFrom(history, today);
  const actual = listDays(period.from, period.to).reduce((sum, day) => sum + (exact.get(day) ?? 0n), 0n);
  const outlook = { period, currency, actual_micros: String(actual), forecast_from };
  if (forecast_from === null || forecast_from > today) return { ...outlook, forecast: null };
  const months = Array.from({ length: TESTED_MONTHS }, (_, index) => addMonths(monthOf(today), -1 - index));
  const past_error = tested ? backTest(history, today, months) : null;
  return { ...outlook, forecast: { ...presentForecast(outlook, exact, history, today), past_error } };
}

function presentForecast(
  { period, currency, actual_micros }: Pick<Outlook, 'period' | 'currency' | 'actual_micros'>,
  exact: ReadonlyMap<string, bigint>,
  history: ReadonlyMap<string, number>,
  today: string,
): Omit<Forecast, 'past_error'> {
  const found = forecastMonth(history, monthOf(today), today, Number(exact.get(today) ?? 0n));
  const past = listDays(period.from, addDays(today, -1)).map((day) => {
    const cost = String(exact.get(day) ?? 0n);
    return { day, actual_micros: cost, expected_micros: cost, low_micros: cost, high_micros: cost };
  });
  const amounts = ({ expected, low, high }: { expected: number; low: number; high: number }) => ({
    expected_micros: whole(expected),
    low_micros: whole(low),
    high_micros: whole(high),
  });
  const expected = found.days.map((one) => ({ day: one.day, actual_micros: null, ...amounts(one) }));
  return { period, currency, actual_micros, ...amounts(found), days: [...past, ...expected] };
}

/** A forecast as other answers carry it. */
export const forecastFields = ({ forecast, forecast_from }: Outlook) => ({
  forecast_micros: forecast?.expected_micros ?? null,
  forecast_range: forecast === null ? null : { low_micros: forecast.low_micros, high_micros: forecast.high_micros },
  forecast_from,
});

const getForecast = handle(costsForecast, async ({ params, query, db }) => {
  const { forecast, forecast_from } = await outlookOf(db, params.org_id, query, { tested: true });
  return { forecast, forecast_from };
});

const listSpikes = handle(costsSpikes, async ({ params, query, db }) => {
  const { from, to } = checkRange(query);
  const { currency } = await readAccount(db, params.org_id);
  const range = { from: addDays(from, -SPIKE_HISTORY_DAYS), to };
  const exact = await dailyCosts(db, params.org_id, range, query);
  const spikes = findSpikes(asNumbers(exact), from, to).map(({ day, typical, score }) => ({
    day,
    cost_micros: String(exact.get(day) ?? 0n),
    typical_micros: whole(typical),
    score,
  }));
  return { currency, spikes };
});

interface Difference {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** What each member, app or model cost in two periods, which may overlap. */
async function differences(
  db: Db,
  organizationId: string,
  column: 'user_id' | 'app_id' | 'model_id',
  [before, after]: readonly [Range, Range],
  filter: CostFilter,
): Promise<Difference[]> {
  const table = sumsOf(column === 'user_id' || filter.member_id !== undefined);
  const within = ({ from, to }: Range) => sql`day between ${from}::date and ${to}::date`;
  const { rows } = await sql<Difference>`
    select ${sql.ref(column)} as id, coalesce(sum(cost_micros) filter (where ${within(before)}), 0) as before,
      coalesce(sum(cost_micros) filter (where ${within(after)}), 0) as after
    from ${sql.table(table)} where ${belongsTo(`${table}.organization_id`, organizationId)} and (${within(before)} or ${within(after)})
      and ${dailyFilter(filter)}
    group by 1`.execute(db);
  return rows;
}

const asCompared = (rows: readonly Difference[], name: (id: string) => string): Compared[] =>
  rows.map((row) => ({
    id: row.id === '' ? null : row.id,
    name: name(row.id),
    before: BigInt(row.before),
    after: BigInt(row.after),
  }));

interface ChangesQuery extends Range {
  readonly compare_from?: string | undefined;
  readonly compare_to?: string | undefined;
}

/** The periods to explain the difference of: those named, or as all pages compare. */
function readComparison(query: ChangesQuery, today: string): readonly [before: Range, after: Range] {
  const { compare_from: from, compare_to: to } = query;
  const period = checkRange(query);
  if (from === undefined && to === undefined) {
    const found = comparePeriods(period, today);
    if (found.reason === undefined) return [found.earlier, found.compared];
    const length = daysBetween(period.from, period.to);
    return [{ from: addDays(period.from, -length), to: addDays(period.to, -length) }, period];
  }
  if (from === undefined) throw invalid('query.compare_from', 'is missing beside compare_to');
  if (to === undefined) throw invalid('query.compare_to', 'is missing beside compare_from');
  return [checkRange({ from, to }, 'query.compare_to'), period];
}

/** What explains the difference between two periods: three times the whole of it, by members, apps and models. */
const listChanges = handle(costsChanges, async ({ params, query, db }) => {
  const { org_id } = params;
  const { currency, today } = await readAccount(db, org_id);
  const ranges = readComparison(query, today);
  const [before, after] = ranges;
  const members = await differences(db, org_id, 'user_id', ranges, query);
  const apps = await differences(db, org_id, 'app_id', ranges, query);
  const models = await differences(db, org_id, 'model_id', ranges, query);
  const names: Names = await loadNames(db, org_id, {
    members: members.map(({ id }) => id),
    apps: apps.map(({ id }) => id),
  });
  const sum = (pick: (row: Difference) => string): bigint =>
    members.reduce((total, row) => total + BigInt(pick(row)), 0n);
  const [first, second] = [sum((row) => row.before), sum((row) => row.after)];
  return {
    currency,
    period: after,
    compared_with: before,
    before_micros: String(first),
    after_micros: String(second),
    difference_micros: String(second - first),
    by_member: explainChange(
      asCompared(members, (id) => memberName(names, id)),
      (count) => `${count} other members`,
    ),
    by_app: explainChange(
      asCompared(apps, (id) => (id === '' ? 'No app' : (names.apps.get(id) ?? id))),
      (count) => `${count} other apps`,
    ),
    by_model: explainChange(
      asCompared(models, (id) => (id === '' ? 'No model' : id)),
      (count) => `${count} other models`,
    ),
  };
});

export const trendOperations = [getForecast, listSpikes, listChanges];
