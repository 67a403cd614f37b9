import {
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { DataTableProps, Sort } from './types.ts';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, text: sortFn_text },
});

/** Who the rows are: one asked for at a time while scrolling, all of them only by what is about all. */
export interface RowIds {
  readonly length: number;
  readonly at: (index: number) => string | undefined;
  readonly all: () => readonly string[];
}

export interface Rows<T> {
  readonly rows: readonly T[];
  readonly ids: RowIds;
  readonly sort: Sort | null;
  /** Ascending, descending, and back to ascending. */
  readonly toggleSort: (columnId: string) => void;
}

function idsOf<T>(rows: readonly T[], rowId: (row: T) => string): RowIds {
  let all: readonly string[] | undefined;
  return {
    length: rows.length,
    at: (index) => {
      const row = rows[index];
      return row === undefined ? undefined : rowId(row);
    },
    all: () => {
      all ??= rows.map(rowId);
      return all;
    },
  };
}

const NO_ROWS: readonly never[] = [];

/** The rows in the order in which they are shown. Where the page sorts, the table library is given none to look at. */
export function useRows<T extends object>(props: DataTableProps<T>): Rows<T> {
  const { rows, columns, rowId, sort, onSortChange } = props;
  const [ownSorting, setOwnSorting] = useState<SortingState>([]);
  const byPage = onSortChange !== undefined;
  const definitions = useMemo(
    () =>
      columns.map(({ id, header, sortValue }) => ({
        id,
        header,
        accessorFn: (row: T) => sortValue?.(row) ?? '',
        enableSorting: sortValue !== undefined,
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: byPage ? (NO_ROWS as readonly T[]) : rows,
    getRowId: rowId,
    enableMultiSort: false,
    state: { sorting: ownSorting },
    onSortingChange: setOwnSorting,
  });
  const model = table.getRowModel().rows;
  const shown = useMemo(() => (byPage ? rows : model.map((row) => row.original)), [byPage, rows, model]);
  const ids = useMemo(() => idsOf(shown, rowId), [shown, rowId]);
  const current = byPage ? (sort ?? null) : (ownSorting[0] ?? null);
  const toggleSort = (columnId: string) => {
    const next = { id: columnId, desc: current?.id === columnId && !current.desc };
    if (byPage) onSortChange(next);
    else setOwnSorting([next]);
  };
  return { rows: shown, ids, sort: current, toggleSort };
}
