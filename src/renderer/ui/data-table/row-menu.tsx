import { type ReactElement, useState } from 'react';
import { ContextMenu } from '../context-menu.tsx';
import type { MenuEntry } from '../menu-entries.ts';
import { rowIndexOf } from './use-grid.ts';

interface RowMenuProps<T> {
  readonly rows: readonly T[];
  readonly actions: ((row: T) => readonly MenuEntry[]) | undefined;
  readonly active: number;
  readonly onClosed: () => void;
  readonly children: ReactElement;
}

/** One menu for all rows; it learns which row it is about when it opens. */
export function RowMenu<T>({ rows, actions, active, onClosed, children }: RowMenuProps<T>) {
  const [entries, setEntries] = useState<readonly MenuEntry[]>([]);
  if (actions === undefined) return children;
  return (
    <div
      className="flex min-h-0 flex-1 flex-col"
      onContextMenuCapture={(event) => {
        const index = rowIndexOf(event.target);
        const row = rows[index >= 0 ? index : active];
        // No row, no menu: neither ours nor the browser's.
        if (row === undefined || actions(row).length === 0) {
          event.preventDefault();
          event.stopPropagation();
          return;
        }
        setEntries(actions(row));
      }}
    >
      <ContextMenu entries={entries} onClosed={onClosed} alwaysOn>
        {children}
      </ContextMenu>
    </div>
  );
}
