import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { extend, type Selection, toggle } from './selection.ts';
import type { DataTableProps } from './types.ts';
import { type ActiveRow, useActiveRow } from './use-active-row.ts';
import type { Rows } from './use-rows.ts';

interface GridParts {
  readonly pageSize: () => number;
  readonly scrollTo: (index: number) => void;
  /** Opens the row's menu at that element. */
  readonly openMenu: (index: number) => void;
}

export interface Grid extends ActiveRow {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly rowAt: (target: EventTarget) => number;
}

const NOTHING: Selection = new Set();

/** Which row an event happened in, or -1. */
export function rowIndexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? -1 : Number(row.dataset.index);
}

function targetOf(key: string, current: number, last: number, page: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: last,
  };
  const target = moves[key];
  return target === undefined ? undefined : Math.max(0, Math.min(last, target));
}

/** What keys and clicks do: move, select, extend, open. */
export function useGrid<T extends object>(props: DataTableProps<T>, rows: Rows<T>, parts: GridParts): Grid {
  const { selected = NOTHING, onSelectedChange, onOpen, openId, total } = props;
  const active = useActiveRow(rows.ids);
  const anchor = useRef(-1);

  const go = (index: number) => {
    active.moveTo(index);
    parts.scrollTo(index);
  };
  const open = (index: number) => {
    const row = rows.rows[index];
    if (row !== undefined) onOpen?.(row);
  };
  const toggleAt = (index: number) => {
    const id = rows.ids.at(index);
    if (id === undefined) return;
    anchor.current = index;
    onSelectedChange?.(toggle(selected, id));
  };
  const extendTo = (index: number) => {
    if (anchor.current < 0) anchor.current = Math.max(0, active.index);
    onSelectedChange?.(extend(selected, rows.ids.all(), anchor.current, index));
  };
  const move = (index: number, extending: boolean) => {
    if (extending) extendTo(index);
    else anchor.current = -1;
    go(index);
    if (openId && !extending) open(index);
  };
  const other: Record<string, () => void> = {
    ' ': () => toggleAt(active.index),
    Enter: () => open(active.index),
    ContextMenu: () => parts.openMenu(active.index),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys inside a cell's own control belong to that control.
    if (event.target !== event.currentTarget || event.altKey) return;
    const target = targetOf(event.key, active.index, rows.ids.length - 1, parts.pageSize());
    const all =
      (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && total !== null && onSelectedChange;
    const menu = event.shiftKey && event.key === 'F10';
    const action = other[menu ? 'ContextMenu' : event.key];
    if (target !== undefined) move(target, event.shiftKey && onSelectedChange !== undefined);
    else if (all) onSelectedChange(new Set(rows.ids.all()));
    else if (event.key === 'Escape' && selected.size > 0) onSelectedChange?.(NOTHING);
    else if (action !== undefined) action();
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const index = rowIndexOf(event.target);
    if (index < 0 || !(event.target instanceof Element)) return;
    active.moveTo(index);
    if (event.target.closest('[data-actions]')) parts.openMenu(index);
    else if (event.shiftKey && onSelectedChange) extendTo(index);
    else if (event.target.closest('[data-select]') || event.ctrlKey || event.metaKey) toggleAt(index);
    else if (!event.target.closest('button, a, input, select')) open(index);
  };
  return { ...active, onKeyDown, onClick, rowAt: rowIndexOf };
}
