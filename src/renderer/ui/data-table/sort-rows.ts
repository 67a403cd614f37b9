import type { Column, Sort } from './types.ts';

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), undefined, { numeric: true });

/** The rows in the order of a column, equal ones as they came; as they are where no such column sorts. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort | null): readonly T[] {
  const value = columns.find(({ id }) => id === sort?.id)?.sortValue;
  if (sort === null || value === undefined) return rows;
  return rows.toSorted((one, other) => (sort.desc ? -1 : 1) * compare(value(one), value(other)));
}
