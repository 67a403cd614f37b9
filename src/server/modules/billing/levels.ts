import { sql } from 'kysely';
import type { CostDimension } from '../../../contract/api/costs.ts';
import { isLevel, type UsageCategory, usageCategories } from '../../../contract/vocabulary.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { COLUMNS, type CostFilter, dailyFilter, sumsOf } from './cost-query.ts';

/** What was not metered for this long is no longer there. */
const READING_DAYS = 31;
const LEVELS = usageCategories.filter(isLevel);

interface LevelRow {
  readonly at: string;
  readonly category: UsageCategory;
  readonly quantity: string;
  readonly [column: string]: string;
}

/**
 * The levels at the end of some days: of each app and kind what was metered on its latest day with a reading, in groups
 * of the dimensions. An app is metered once a day; several readings of a day are parts of it, such as of its members.
 * A group without any reading has no row: its level is unknown.
 */
export async function levelsAt(
  db: Db,
  organizationId: string,
  days: readonly string[],
  filter: CostFilter,
  dimensions: readonly Exclude<CostDimension, 'day'>[] = [],
): Promise<LevelRow[]> {
  const table = sumsOf(dimensions.includes('member') || filter.member_id !== undefined);
  const columns = dimensions.map((dimension) => COLUMNS[dimension]).filter((column) => column !== 'category');
  const groups = sql.join(['at', 'category', ...columns].map((column) => sql.ref(column)));
  const read = sql.join([...new Set(['category', 'app_id', 'kind', ...columns])].map((column) => sql.ref(column)));
  const { rows } = await sql<LevelRow>`
    select ${groups}, sum(quantity) as quantity
    from unnest(${days}::date[]) as points(at) cross join lateral (
      select ${read}, quantity, day = max(day) over (partition by category, app_id, kind) as is_latest
      from ${sql.table(table)}
      where ${belongsTo(`${table}.organization_id`, organizationId)} and category = any(${LEVELS}::text[])
        and day > at - ${sql.lit(READING_DAYS)}::integer and day <= at and ${dailyFilter(filter)}) readings
    where is_latest group by ${groups}`.execute(db);
  return rows;
}
