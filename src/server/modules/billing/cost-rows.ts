import { type RawBuilder, sql } from 'kysely';
import type { CostDimension, CostRow, CostSort } from '../../../contract/api/costs.ts';
import type { UsageCategory } from '../../../contract/api/usage.ts';
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
  readonly compared_micros: string;
  readonly previous_micros: string;
  readonly compared_quantity: string;
  readonly previous_quantity: string;
}

/** The days that are compared, and those that they are compared with. */
export interface ComparedDays {
  readonly compared: Range;
  readonly earlier: Range;
}

export interface CostSelection {
  readonly range: Range;
  /** Null where nothing is compared. */
  readonly comparison: ComparedDays | null;
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
function isOfMonths({ range, comparison, filter, dimensions }: CostSelection): boolean {
  const asked = [...dimensions, ...filtersIn(filter)];
  return (
    areWholeMonths(range) &&
    (comparison === null || (areWholeMonths(comparison.compared) && areWholeMonths(comparison.earlier))) &&
    asked.every((name) => OF_MONTHS.has(name))
  );
}

const NO_DAY = sql`'0001-01-01'::date`;

/** The groups of a selection with their sums, ready to be sorted and paged. */
export function selectGroups(db: Db, organizationId: string, selection: CostSelection) {
  const { comparison, filter, dimensions } = selection;
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
  const groups = sql.join(dimensions.map((dimension) => sql.ref(COLUMNS[dimension])));
  const rangeRead = comparison === null ? within(range) : sql`(${within(range)} or ${within(comparison.earlier)})`;
  const grouped = sql<GroupedRow>`
    (select ${sql.join(keys)}, ${sumsOfRanges(range, comparison, within)}
    from ${sql.table(table)}
    where ${belongsTo(`${table}.organization_id`, organizationId)} and ${rangeRead} and ${dailyFilter(filter)}
    ${dimensions.length === 0 ? sql`having count(*) > 0` : sql`group by ${groups}`})`;
  return db.selectFrom(grouped.as('grouped')).selectAll();
}

const isSame = (one: Range, other: Range): boolean => one.from === other.from && one.to === other.to;

/** The sums of the range and of the days that are compared. A filter for each row's day is left out where it can be. */
function sumsOfRanges(range: Range, comparison: ComparedDays | null, within: (range: Range) => RawBuilder<unknown>) {
  const sum = (column: 'quantity' | 'cost_micros' | 'events', days: Range | null) =>
    sql`coalesce(sum(${sql.ref(column)})${days === null ? sql`` : sql` filter (where ${within(days)})`}, 0)`;
  const own = comparison === null ? null : range;
  const all = sql`${sum('quantity', own)} as quantity, ${sum('events', own)}::bigint as events,
    ${sum('cost_micros', own)} as cost_micros`;
  if (comparison === null)
    return sql`${all}, 0::numeric as compared_micros, 0::numeric as compared_quantity, 0::numeric as previous_micros,
      0::numeric as previous_quantity`;
  const { compared, earlier } = comparison;
  // PostgreSQL works out equal aggregates once.
  const part = isSame(compared, range) ? range : compared;
  return sql`${all}, ${sum('cost_micros', part)} as compared_micros, ${sum('quantity', part)} as compared_quantity,
    ${sum('cost_micros', earlier)} as previous_micros, ${sum('quantity', earlier)} as previous_quantity`;
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
