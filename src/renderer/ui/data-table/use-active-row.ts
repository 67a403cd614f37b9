import { useMemo, useState } from 'react';
import type { RowIds } from './use-rows.ts';

export interface ActiveRow {
  /** -1 while no row is active. */
  readonly index: number;
  readonly moveTo: (index: number) => void;
}

/** The row that the keyboard is on. It stays on the same record when rows come, go or change their order. */
export function useActiveRow(ids: RowIds): ActiveRow {
  const [active, setActive] = useState<{ id: string; index: number } | null>(null);
  const index = useMemo(() => {
    if (active === null) return -1;
    if (ids.at(active.index) === active.id) return active.index;
    const moved = ids.all().indexOf(active.id);
    return moved >= 0 ? moved : Math.min(active.index, ids.length - 1);
  }, [active, ids]);
  const moveTo = (target: number) => {
    const id = ids.at(target);
    if (id !== undefined) setActive({ id, index: target });
  };
  return { index, moveTo };
}
