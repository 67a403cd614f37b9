import { sql } from 'kysely';
import type { CostDimension, CostRow, CostSort } from '../../../contract/api/costs.ts';
import { USAGE_UNITS, type UsageCategory } from '../../../contract/api/usage.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import { firstDay, lastDay, monthOf } from '../../billing/months.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import type { ListOrder, SortKey } from '../../http/pagination.ts';
import {
  COLUMNS,
  type CostFilter,
  checkRange,
  dailyFilter,
  filtersIn,
  loadNames,
  memberOf,
  type Names,
  type Range,
  sumsOf,
} from './cost-query.ts';

/** Sums of one group. What costs are not grouped by is an empty text (for the day: its first possible value). */
export interface GroupedRow {
  readonly day: string;
  readonly user_id: string;
  readonly team_id: string;
  readonly app_id: string;
  readonly category: UsageCategory;
  readonly kind: string;
  readonly model_id: string;
  readonly model_type: string;
  readonly quantity: string;
  readonly events: number;
  readonly cost_micros: string;
  readonly previous_micros: string;
}

export interface CostSelection {
  readonly range: Range;
  /** The period before, where it is compared. */
  readonly previous: Range | null;
  readonly filter: CostFilter;
  readonly dimensions: readonly CostDimension[];
}

/** Reads `group_by`, in the order in which it was given. */
export const readDimensions = (text: string | undefined): CostDimension[] =>
  text === undefined ? [] : (text.split(',') as CostDimension[]);

/** The dimensions and filters that the sums of months tell apart. */
const OF_MONTHS: ReadonlySet<string> = new Set([
  'member',
  'team',
  'app',
  'category',
  'member_id',
  'team_id',
  'app_id',
] satisfies (CostDimension | keyof CostFilter)[]);

const areWholeMonths = ({ from, to }: Range): boolean =>
  from === firstDay(monthOf(from)) && to === lastDay(monthOf(to));

/** Whether the sums of months say all that is asked: of whole months, and of nothing that they do not tell apart. */
function isOfMonths({ range, previous, filter, dimensions }: CostSelection): boolean {
  const asked = [...dimensions, ...filtersIn(filter)];
  return (
    areWholeMonths(range) &&
    (previous === null || areWholeMonths(previous)) &&
    asked.every((name) => OF_MONTHS.has(name))
  );
}

const NO_DAY = sql`'0001-01-01'::date`;

/** The groups of a selection with their sums, ready to be sorted and paged. */
export function selectGroups(db: Db, organizationId: string, selection: CostSelection) {
  const { previous, filter, dimensions } = selection;
  const range = checkRange(selection.range);
  const keys = Object.entries(COLUMNS).map(([dimension, column]) => {
    const grouped = dimensions.includes(dimension as CostDimension);
    const absent = column === 'day' ? NO_DAY : sql`''::text collate "C"`;
    return sql`${grouped ? sql.ref(column) : absent} as ${sql.ref(column)}`;
  });
  const withMember = dimensions.includes('member') || filter.member_id !== undefined;
  const byMonth = withMember && isOfMonths({ ...selection, range });
  const table = byMonth ? 'usage_months' : sumsOf(withMember);
  const within = ({ from, to }: Range) =>
    sql`${sql.ref(byMonth ? 'month' : 'day')} between ${from}::date and ${to}::date`;
  const now = within(range);
  // Without a period before, all that is read is of this one: to look at each row again takes a tenth of the time.
  const then = previous === null ? null : within(previous);
  const either = then === null ? now : sql`(${now} or ${then})`;
  const ofNow = then === null ? sql`` : sql` filter (where ${now})`;
  const before = then === null ? sql`0::numeric` : sql`coalesce(sum(cost_micros) filter (where ${then}), 0)`;
  const groups = sql.join(dimensions.map((dimension) => sql.ref(COLUMNS[dimension])));
  const grouped = sql<GroupedRow>`
    (select ${sql.join(keys)}, coalesce(sum(quantity)${ofNow}, 0) as quantity,
      coalesce(sum(events)${ofNow}, 0)::bigint as events, coalesce(sum(cost_micros)${ofNow}, 0) as cost_micros,
      ${before} as previous_micros
    from ${sql.table(table)}
    where ${belongsTo(`${table}.organization_id`, organizationId)} and ${either} and ${dailyFilter(filter)}
    ${dimensions.length === 0 ? sql`having count(*) > 0` : sql`group by ${groups}`})`;
  return db.selectFrom(grouped.as('grouped')).selectAll();
}

const measure = (column: 'cost_micros' | 'quantity'): SortKey<GroupedRow> => ({
  expression: sql`grouped.${sql.ref(column)}`,
  type: 'numeric',
  value: (row) => row[column],
});

const KEYS: readonly SortKey<GroupedRow>[] = Object.values(COLUMNS).map((column) => ({
  expression: sql`grouped.${sql.ref(column)}`,
  type: column === 'day' ? 'date' : 'text',
  value: (row) => row[column],
}));

/** The order of a list of groups: by what is asked for, then by all that they are grouped by. */
export function orderGroups(sort: CostSort, list: string): ListOrder<GroupedRow> {
  const by = sort.replace('-', '');
  const first = by === 'day' ? [] : [measure(by === 'cost' ? 'cost_micros' : 'quantity')];
  return { list, keys: [...first, ...KEYS], descending: sort.startsWith('-') };
}

export const defaultSort = (dimensions: readonly CostDimension[], given: CostSort | undefined): CostSort =>
  given ?? (dimensions.includes('day') ? 'day' : '-cost');

/** What the members, teams and apps of these groups are called. */
export const namesOfGroups = (db: Db, organizationId: string, rows: readonly GroupedRow[]): Promise<Names> =>
  loadNames(db, organizationId, {
    members: rows.map((row) => row.user_id),
    teams: rows.map((row) => row.team_id),
    apps: rows.map((row) => row.app_id),
  });

const orNull = (text: string): string | null => (text === '' ? null : text);
const named = (id: string, names: ReadonlyMap<string, string>) =>
  id === '' ? null : { id, name: names.get(id) ?? id };

/** By what a row is grouped, for people and programs. */
export function presentKeys(row: GroupedRow, dimensions: readonly CostDimension[], names: Names): Partial<CostRow> {
  const all = {
    day: row.day,
    member: memberOf(names, row.user_id),
    team: named(row.team_id, names.teams),
    app: named(row.app_id, names.apps),
    category: row.category,
    kind: orNull(row.kind),
    model: row.model_id === '' ? null : { id: row.model_id },
    model_type: orNull(row.model_type),
  } satisfies Record<CostDimension, unknown>;
  return Object.fromEntries(dimensions.map((dimension) => [dimension, all[dimension]]));
}

export interface Totals {
  readonly total_micros: string;
  readonly previous_micros: string;
  readonly events: number;
  readonly quantity_totals: { category: UsageCategory; unit: string; quantity: string }[];
}

/** The sums of a whole selection. */
export async function totalsOf(db: Db, organizationId: string, selection: CostSelection): Promise<Totals> {
  const rows = await selectGroups(db, organizationId, { ...selection, dimensions: ['category'] }).execute();
  const present = rows.filter((row) => row.events > 0).sort((a, b) => (a.category < b.category ? -1 : 1));
  return {
    total_micros: String(rows.reduce((sum, row) => sum + BigInt(row.cost_micros), 0n)),
    previous_micros: String(rows.reduce((sum, row) => sum + BigInt(row.previous_micros), 0n)),
    events: rows.reduce((sum, row) => sum + row.events, 0),
    quantity_totals: present.map(({ category, quantity }) => ({
      category,
      unit: USAGE_UNITS[category],
      quantity: plainDecimal(quantity),
    })),
  };
}
