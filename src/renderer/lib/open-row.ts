import { useCallback } from 'react';

/** The row whose details stand at the side, and how to come to another. */
export interface OpenRow<T> {
  /** Undefined where none is open, and where it is not among the rows. */
  readonly row: T | undefined;
  readonly open: (row: T) => void;
  readonly close: () => void;
  /** Opens its neighbour in the order shown; undefined where there is none. */
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
}

/** The open row by its id, which the address holds: a link leads to it, and going back closes it. */
export function useOpenRow<T>(
  rows: readonly T[],
  rowId: (row: T) => string,
  openId: string | undefined,
  onOpenId: (id: string | undefined) => void,
): OpenRow<T> {
  const index = openId === undefined ? -1 : rows.findIndex((row) => rowId(row) === openId);
  const open = useCallback((row: T) => onOpenId(rowId(row)), [rowId, onOpenId]);
  const neighbour = (by: -1 | 1) => {
    const target = index === -1 ? undefined : rows[index + by];
    return target === undefined ? undefined : () => open(target);
  };
  return {
    row: rows[index],
    open,
    close: useCallback(() => onOpenId(undefined), [onOpenId]),
    previous: neighbour(-1),
    next: neighbour(1),
  };
}
