import { sql } from 'kysely';
import type { QuantityTotal } from '../../../contract/api/costs.ts';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { addMonths, firstDay, lastDay, monthOf } from '../../../contract/calendar.ts';
import { comparePeriods } from '../../../contract/compare-periods.ts';
import { isLevel, type UsageCategory, usageCategories } from '../../../contract/vocabulary.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { readAccount } from '../billing/account.ts';
import { selectGroups } from '../billing/cost-rows.ts';
import { comparedSums, levelTotals } from '../billing/cost-totals.ts';
import { levelsAt } from '../billing/levels.ts';

const MONTHS = 6;

type MonthUsage = OrganizationHome['usage'][number]['months'][number];
type ComparedUsage = Pick<OrganizationHome['usage'][number], 'compared' | 'previous'>;

/** The sums of each category and month with usage. */
async function sumsOfMonths(db: Db, organizationId: string, months: readonly string[]) {
  const { rows } = await sql<MonthUsage & { category: string }>`
    select to_char(month, 'YYYY-MM') as month, category, sum(quantity)::float8 as quantity, sum(events)::bigint as events
    from unnest(${months.map(firstDay)}::date[]) as months(month)
    join usage_totals on ${belongsTo('usage_totals.organization_id', organizationId)}
      and usage_totals.day >= month and usage_totals.day < (month + interval '1 month')::date
    group by 1, 2`.execute(db);
  return new Map(rows.map(({ category, ...row }) => [`${category} ${row.month}`, row]));
}

/** The levels by the end of each month; of the current one by now. */
async function levelsOfMonths(db: Db, organizationId: string, months: readonly string[], today: string) {
  const ends = new Map(months.map((month) => [lastDay(month) < today ? lastDay(month) : today, month]));
  const rows = await levelsAt(db, organizationId, [...ends.keys()], {});
  return new Map(rows.map(({ at, category, quantity }) => [`${category} ${ends.get(at)}`, Number(quantity)]));
}

const asNumbers = (days: QuantityTotal['compared']) =>
  days === undefined ? null : { ...days, quantity: Number(days.quantity) };

/** This month beside the one before, by category: where nothing can be compared, none. */
async function comparedUsage(db: Db, organizationId: string, today: string) {
  const range = { from: firstDay(monthOf(today)), to: today };
  const found = comparePeriods(range, today);
  const comparison = found.reason === undefined ? found : null;
  const selection = { range, comparison, filter: {}, dimensions: ['category' as const] };
  const rows = comparison === null ? [] : await selectGroups(db, organizationId, selection).execute();
  const sums = rows.filter(({ category }) => !isLevel(category));
  const levels = await levelTotals(db, organizationId, selection, { today, compare: true });
  return new Map<UsageCategory, ComparedUsage>(
    [...sums.map((row) => [row.category, comparedSums(row, comparison)] as const), ...levels].map(
      ([category, { compared, previous }]) => [
        category,
        { compared: asNumbers(compared), previous: asNumbers(previous) },
      ],
    ),
  );
}

/** Each category's last six calendar months, oldest first, and this month beside the one before. */
export async function usageOf(db: Db, organizationId: string): Promise<OrganizationHome['usage']> {
  const { today } = await readAccount(db, organizationId);
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(monthOf(today), index + 1 - MONTHS));
  const sums = await sumsOfMonths(db, organizationId, months);
  const levels = await levelsOfMonths(db, organizationId, months, today);
  const compared = await comparedUsage(db, organizationId, today);
  const monthUsage = (category: UsageCategory, month: string): MonthUsage => {
    const key = `${category} ${month}`;
    const { quantity = 0, events = 0 } = sums.get(key) ?? {};
    return { month, quantity: isLevel(category) ? (levels.get(key) ?? 0) : quantity, events };
  };
  return usageCategories
    .filter((category) => months.some((month) => sums.has(`${category} ${month}`)))
    .map((category) => ({
      category,
      unit: USAGE_UNITS[category],
      months: months.map((month) => monthUsage(category, month)),
      ...(compared.get(category) ?? { compared: null, previous: null }),
    }));
}
