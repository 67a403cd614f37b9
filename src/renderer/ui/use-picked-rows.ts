import { useMemo, useState } from 'react';

export interface PickedRows<T> {
  /** The selected rows that are on screen: nothing is changed that was filtered away. */
  readonly rows: readonly T[];
  readonly ids: ReadonlySet<string>;
  readonly setIds: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
}

/** The selection of a table. */
export function usePickedRows<T>(shown: readonly T[], rowId: (row: T) => string): PickedRows<T> {
  const [selected, setIds] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => shown.filter((row) => selected.has(rowId(row))), [shown, selected, rowId]);
  const ids = useMemo(() => new Set(rows.map(rowId)), [rows, rowId]);
  return { rows, ids, setIds, clear: () => setIds(new Set()) };
}
