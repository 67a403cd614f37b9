import type { DeleteResult, UpdateResult } from 'kysely';

/**
 * A change touched another number of rows than it must: what it was decided on no longer holds, or its transaction sees
 * other rows than the decision did. The transaction is rolled back, and perform.ts tries it again, decision included.
 */
export class UnexpectedRowCount extends Error {}

/** An update or a delete that returns no rows, and so nothing that its caller could look at. */
interface Change {
  executeTakeFirst(): Promise<UpdateResult | DeleteResult>;
  compile(): { readonly sql: string };
}

/** Makes a change that must touch exactly `count` rows. Throws UnexpectedRowCount. */
export async function changeExactly(count: number, change: Change): Promise<void> {
  const touched = await changeAny(change);
  if (touched === count) return;
  throw new UnexpectedRowCount(`${touched} rows were changed, not ${count}: ${change.compile().sql}`);
}

/** Makes a change that must touch exactly one row. Throws UnexpectedRowCount. */
export const changeOne = (change: Change): Promise<void> => changeExactly(1, change);

/** Makes a change that is right with any number of rows, none included, and returns how many it touched. */
export async function changeAny(change: Change): Promise<number> {
  const result = await change.executeTakeFirst();
  return Number('numUpdatedRows' in result ? result.numUpdatedRows : result.numDeletedRows);
}
