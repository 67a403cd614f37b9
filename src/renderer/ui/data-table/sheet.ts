import type { CsvCell } from '../../lib/csv.ts';
import type { Column } from './types.ts';

/** What is on screen as cells of a file: a head, then the rows in their order. Columns without cells of their own are left out. */
export function sheetOf<T>(columns: readonly Column<T>[], rows: readonly T[]): CsvCell[][] {
  const cells = columns.flatMap(({ csv = [] }) => csv);
  return [cells.map(({ header }) => header), ...rows.map((row) => cells.map(({ value }) => value(row)))];
}
