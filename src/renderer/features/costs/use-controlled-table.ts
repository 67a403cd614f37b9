import { useEffect, useMemo } from 'react';
import { toCsv } from '../../lib/csv.ts';
import { sheetOf } from '../../ui/data-table/sheet.ts';
import { sortRows } from '../../ui/data-table/sort-rows.ts';
import type { Column, Sort } from '../../ui/data-table/types.ts';

/** The table on screen as a file: exactly its rows, in their order, and its columns. */
export interface Sheet {
  readonly csv: () => string;
}

export interface TableControls {
  /** A column's id, with a minus where the largest come first. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  /** Told what a file would hold; null while rows are missing. */
  readonly onSheet: (sheet: Sheet | null) => void;
}

const readSort = (text: string | undefined): Sort | null =>
  text === undefined ? null : { id: text.replace(/^-/, ''), desc: text.startsWith('-') };

/** A table whose order the address holds, and which can be saved as it is. */
export function useControlledTable<T extends object>(
  { sort: text, onSort, onSheet }: TableControls,
  columns: readonly Column<T>[],
  rows: readonly T[],
  complete: boolean,
) {
  const sort = useMemo(() => readSort(text), [text]);
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  useEffect(() => {
    onSheet(complete ? { csv: () => toCsv(sheetOf(columns, sorted)) } : null);
    return () => onSheet(null);
  }, [onSheet, columns, sorted, complete]);
  return {
    rows: sorted,
    columns,
    sort,
    onSortChange: (next: Sort | null) => onSort(next === null ? undefined : `${next.desc ? '-' : ''}${next.id}`),
  };
}
