import { useMemo } from 'react';
import { useRemembered } from '../../lib/remembered.ts';
import type { MenuEntry } from '../menu-entries.ts';
import type { Column, DataTableProps } from './types.ts';

interface Choice<T> {
  readonly columns: readonly Column<T>[];
  readonly entries: readonly MenuEntry[];
}

/** Kept as "+last_active,-teams": only what somebody chose, so that new columns come as their page wants them. */
function parse(kept: string): ReadonlyMap<string, boolean> {
  const parts = kept.split(',').filter(Boolean);
  return new Map(parts.map((part) => [part.slice(1), part.startsWith('+')]));
}

const stringify = (choices: ReadonlyMap<string, boolean>): string =>
  [...choices].map(([id, shown]) => `${shown ? '+' : '-'}${id}`).join(',');

/** The columns to show: those that cannot be missed, and what somebody chose of the others. */
export function useColumnChoice<T>({ columns, columnsKey }: DataTableProps<T>): Choice<T> {
  const [kept, keep] = useRemembered(`columns.${columnsKey ?? 'none'}`, '');
  return useMemo(() => {
    if (columnsKey === undefined) return { columns, entries: [] };
    const choices = parse(kept);
    const isShown = ({ id, optional }: Column<T>) =>
      optional === undefined || (choices.get(id) ?? optional === 'shown');
    const entries = columns
      .filter(({ optional }) => optional !== undefined)
      .map((column) => ({
        label: column.header,
        checked: isShown(column),
        onSelect: () => keep(stringify(new Map([...choices, [column.id, !isShown(column)]]))),
      }));
    return { columns: columns.filter(isShown), entries };
  }, [columns, columnsKey, kept, keep]);
}
