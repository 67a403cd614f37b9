import type { SelectQueryBuilder } from 'kysely';
import { cutPage, type ListOrder, type PageQuery, readPage, selectPage } from './pagination.ts';

const BATCH = 200;

/**
 * One page of a list of which the caller may see only some, where SQL cannot tell which: rows are read in batches and
 * shown to `show`, which answers null for one that stays hidden, until the page is full. Throws invalid like selectPage.
 */
export async function selectShownPage<Tables, Names extends keyof Tables, Row, Shown>(
  select: SelectQueryBuilder<Tables, Names, Row>,
  query: PageQuery,
  order: ListOrder<Row>,
  show: (rows: readonly Row[]) => Promise<readonly (Shown | null)[]>,
): Promise<{ rows: Shown[]; next_cursor?: string }> {
  const page = readPage(query, order.list, order.keys.length);
  const kept: { row: Row; shown: Shown }[] = [];
  let { cursor } = query;
  do {
    const batch = await selectPage(select, { per_page: BATCH, cursor }, order);
    const answers = await show(batch.rows);
    for (const [index, row] of batch.rows.entries()) {
      const shown = answers[index] ?? null;
      if (shown !== null) kept.push({ row, shown });
    }
    cursor = batch.next_cursor;
  } while (cursor !== undefined && kept.length <= page.offset + page.limit);
  const { rows, next_cursor } = cutPage(kept.slice(page.offset), page, order.list, ({ row }) =>
    order.keys.map(({ value }) => value(row)),
  );
  return { rows: rows.map(({ shown }) => shown), ...(next_cursor === undefined ? {} : { next_cursor }) };
}
