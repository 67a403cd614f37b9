import type { QuantityTotal } from '../../../contract/api/costs.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { levelDays } from '../../../contract/compare-periods.ts';
import { isLevel, type UsageCategory, usageCategories } from '../../../contract/vocabulary.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import type { Db } from '../../db/tables.ts';
import { type CostSelection, type GroupedRow, selectGroups } from './cost-rows.ts';
import { levelsAt } from './levels.ts';

export interface Totals {
  readonly total_micros: string;
  readonly compared_micros: string;
  readonly previous_micros: string;
  readonly events: number;
  readonly quantity_totals: QuantityTotal[];
}

type CategoryTotal = Pick<QuantityTotal, 'level' | 'compared' | 'previous'>;

/** The quantities that are compared: sums of the same days as the costs. */
export function comparedSums(row: GroupedRow, comparison: CostSelection['comparison']): CategoryTotal {
  if (comparison === null) return {};
  return {
    compared: { ...comparison.compared, quantity: plainDecimal(row.compared_quantity) },
    previous: { ...comparison.earlier, quantity: plainDecimal(row.previous_quantity) },
  };
}

/** The levels at the end of the period; where they are compared, beside the same point of the period before. */
export async function levelTotals(
  db: Db,
  organizationId: string,
  { range, filter }: Pick<CostSelection, 'range' | 'filter'>,
  { today, compare }: { readonly today: string; readonly compare: boolean },
): Promise<ReadonlyMap<UsageCategory, CategoryTotal>> {
  const days = levelDays(range, today);
  if (days === null || (filter.category !== undefined && !isLevel(filter.category))) return new Map();
  const { at, earlier } = days;
  const rows = await levelsAt(db, organizationId, compare ? [at, earlier] : [at], filter);
  const find = (day: string, category: UsageCategory) =>
    rows.find((row) => row.at === day && row.category === category)?.quantity;
  return new Map(
    usageCategories.filter(isLevel).flatMap((category) => {
      const [now, before] = [find(at, category), find(earlier, category)];
      if (now === undefined) return [];
      const level = plainDecimal(now);
      if (before === undefined) return [[category, { level }] as const];
      const compared = { from: at, to: at, quantity: level };
      const previous = { from: earlier, to: earlier, quantity: plainDecimal(before) };
      return [[category, { level, compared, previous }] as const];
    }),
  );
}

/** The sums of a whole selection, and of its levels the latest values. */
export async function totalsOf(
  db: Db,
  organizationId: string,
  selection: CostSelection,
  asked: { readonly today: string; readonly compare: boolean },
): Promise<Totals> {
  const rows = await selectGroups(db, organizationId, { ...selection, dimensions: ['category'] }).execute();
  const levels = await levelTotals(db, organizationId, selection, asked);
  const used = new Map(rows.filter(({ events }) => events > 0).map((row) => [row.category, row]));
  const present = [...new Set([...used.keys(), ...levels.keys()])].sort();
  const sum = (pick: (row: GroupedRow) => string): string =>
    String(rows.reduce((total, row) => total + BigInt(pick(row)), 0n));
  return {
    total_micros: sum((row) => row.cost_micros),
    compared_micros: sum((row) => row.compared_micros),
    previous_micros: sum((row) => row.previous_micros),
    events: rows.reduce((total, row) => total + row.events, 0),
    quantity_totals: present.map((category) => {
      const row = used.get(category);
      return {
        category,
        unit: USAGE_UNITS[category],
        quantity: plainDecimal(row?.quantity ?? '0'),
        ...(isLevel(category) || row === undefined ? levels.get(category) : comparedSums(row, selection.comparison)),
      };
    }),
  };
}
