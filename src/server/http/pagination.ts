import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { DEFAULT_PER_PAGE } from '../../contract/common.ts';
import { invalid } from './problem.ts';

export interface PageQuery {
  readonly page?: number | undefined;
  readonly per_page?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Page {
  /** How many rows to answer; ask the database for one more to know whether there is a next page. */
  readonly limit: number;
  readonly offset: number;
  /** Where the page before ended: the sort key's values of its last row. */
  readonly after: readonly string[] | null;
}

/** Reads `page` or `cursor`, and `per_page`. Throws invalid for a cursor that this list did not give. */
export function readPage(query: PageQuery, list: string, keys: number): Page {
  const limit = query.per_page ?? DEFAULT_PER_PAGE;
  if (query.cursor === undefined) return { limit, offset: ((query.page ?? 1) - 1) * limit, after: null };
  if (query.page !== undefined) throw invalid('query.cursor', 'cannot be combined with page');
  return { limit, offset: 0, after: decode(query.cursor, list, keys) };
}

function decode(cursor: string, list: string, keys: number): string[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid('query.cursor', 'is not a cursor of this list');
  }
  const fits =
    Array.isArray(value) &&
    value.length === keys + 1 &&
    value[0] === list &&
    value.every((part) => typeof part === 'string' && !part.includes('\0'));
  if (!fits) throw invalid('query.cursor', 'is not a cursor of this list');
  return (value as string[]).slice(1);
}

/** Cuts the row too many and answers the cursor of the next page. `keys` are the sort key's values of a row. */
export function cutPage<T>(
  rows: T[],
  page: Page,
  list: string,
  keys: (row: T) => readonly string[],
): { rows: T[]; next_cursor?: string } {
  if (rows.length <= page.limit) return { rows };
  const kept = rows.slice(0, page.limit);
  const last = kept.at(-1);
  if (last === undefined) return { rows: kept };
  const next = Buffer.from(JSON.stringify([list, ...keys(last)])).toString('base64url');
  return { rows: kept, next_cursor: next };
}

/** One column of a list's order: how it is written in SQL, its type there, and its value in a row that was read. */
export interface SortKey<Row> {
  readonly expression: RawBuilder<unknown>;
  readonly type: 'text' | 'integer' | 'bigint' | 'timestamptz' | 'numeric' | 'date';
  readonly value: (row: Row) => string;
}

export interface ListOrder<Row> {
  /** The list's name in its cursors: a cursor of another list, or of another order, is refused. */
  readonly list: string;
  /** The last one is unique, so that the order is total. */
  readonly keys: readonly SortKey<Row>[];
  readonly descending?: boolean;
}

/** The rows after the one at which the page before ended. */
function isAfter<Row>(after: readonly string[], { keys, descending }: ListOrder<Row>): RawBuilder<boolean> {
  const columns = sql.join(keys.map(({ expression }) => expression));
  const values = sql.join(keys.map(({ type }, index) => sql`${after[index]}::${sql.raw(type)}`));
  return sql<boolean>`(${columns}) ${sql.raw(descending ? '<' : '>')} (${values})`;
}

/**
 * The sizes of pages that the application asks for stand in the statement itself: a plan that is kept has to know that few
 * rows are wanted, or the database makes another one for each request. Every size would be a statement for each size.
 */
const USUAL: ReadonlySet<number> = new Set([50, 100, DEFAULT_PER_PAGE, 500, 1000]);

/** Whether this is a first page of a usual size: all of them are asked for in the same words. */
export const isUsualStart = ({ cursor, page = 1, per_page = DEFAULT_PER_PAGE }: PageQuery): boolean =>
  cursor === undefined && page === 1 && USUAL.has(per_page);

/** The query of one page and the row after it, in the list's order. */
export function queryPage<Tables, Names extends keyof Tables, Row>(
  select: SelectQueryBuilder<Tables, Names, Row>,
  page: Page,
  order: ListOrder<Row>,
): SelectQueryBuilder<Tables, Names, Row> {
  let ordered = page.after === null ? select : select.where(isAfter(page.after, order));
  for (const { expression } of order.keys) ordered = ordered.orderBy(expression, order.descending ? 'desc' : 'asc');
  const limited = ordered.limit(USUAL.has(page.limit) ? sql.lit(page.limit + 1) : page.limit + 1);
  return page.offset === 0 ? limited : limited.offset(page.offset);
}

/** Cuts a page by its order. */
export const cutByOrder = <Row>(rows: Row[], page: Page, order: ListOrder<Row>) =>
  cutPage(rows, page, order.list, (row) => order.keys.map(({ value }) => value(row)));

/** Reads one page of a list in its order, by cursor or by number. Throws invalid for a cursor of something else. */
export async function selectPage<Tables, Names extends keyof Tables, Row>(
  select: SelectQueryBuilder<Tables, Names, Row>,
  query: PageQuery,
  order: ListOrder<Row>,
): Promise<{ rows: Row[]; next_cursor?: string }> {
  const page = readPage(query, order.list, order.keys.length);
  return cutByOrder(await queryPage(select, page, order).execute(), page, order);
}
