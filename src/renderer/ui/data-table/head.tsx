// biome-ignore-all lint/a11y/useSemanticElements: a table of windowed rows is a grid of div elements with ARIA roles
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its active row
import { ArrowDown, ArrowUp, Settings2 } from 'lucide-react';
import { cx } from '../../lib/cx.ts';
import { IconButton } from '../icon-button.tsx';
import { Menu } from '../menu.tsx';
import type { MenuEntry } from '../menu-entries.ts';
import type { Extent } from './selection.ts';
import { type Column, HEAD_HEIGHT, type Layout, type Sort } from './types.ts';

interface HeadProps<T> {
  readonly columns: readonly Column<T>[];
  readonly layout: Layout;
  readonly sort: Sort | null;
  readonly onSort: (columnId: string) => void;
  readonly extent: Extent | null;
  /** False while rows are still being loaded: "all" would not be all. */
  readonly canSelectAll: boolean;
  readonly onToggleAll: () => void;
  readonly hasActions: boolean;
  /** The columns that can be shown or hidden; empty where there is no choice. */
  readonly columnEntries: readonly MenuEntry[];
}

interface SelectAllProps {
  readonly extent: Extent;
  readonly enabled: boolean;
  readonly onToggle: () => void;
}

function SelectAll({ extent, enabled, onToggle }: SelectAllProps) {
  return (
    <div role="columnheader" className="flex items-center justify-center">
      <input
        type="checkbox"
        aria-label="Select all rows"
        checked={extent === 'all'}
        disabled={!enabled}
        title={enabled ? undefined : 'The rest of the list is being loaded'}
        ref={(element) => {
          if (element) element.indeterminate = extent === 'some';
        }}
        onChange={onToggle}
        className="size-4 accent-accent"
      />
    </div>
  );
}

function SortButton<T>({ column, sort, onSort }: { column: Column<T>; sort: Sort | null; onSort: () => void }) {
  const Arrow = sort?.desc ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={onSort}
      className={cx(
        '-mx-1 group inline-flex min-w-0 items-center gap-1 rounded-sm px-1 font-medium hover:text-text focus-visible:outline-offset-0',
        column.align === 'end' && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Arrow aria-hidden size={13} className={cx('shrink-0', sort === null && 'invisible group-hover:visible')} />
    </button>
  );
}

export function Head<T>(props: HeadProps<T>) {
  const { columns, layout, sort, onSort, extent, canSelectAll, onToggleAll, hasActions, columnEntries } = props;
  return (
    <div role="rowgroup" className="sticky top-0 z-[1] border-line border-b bg-surface text-muted text-xs">
      <div
        role="row"
        aria-rowindex={1}
        className="grid"
        style={{ gridTemplateColumns: layout.template, height: HEAD_HEIGHT }}
      >
        {extent !== null && <SelectAll extent={extent} enabled={canSelectAll} onToggle={onToggleAll} />}
        {columns.map((column) => {
          const own = sort?.id === column.id ? sort : null;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={own === null ? undefined : own.desc ? 'descending' : 'ascending'}
              className={cx(
                'flex min-w-0 items-center px-3 font-medium first:pl-4',
                column.align === 'end' && 'justify-end',
              )}
            >
              {column.sortValue === undefined ? (
                <span className="truncate">{column.header}</span>
              ) : (
                <SortButton column={column} sort={own} onSort={() => onSort(column.id)} />
              )}
            </div>
          );
        })}
        {hasActions && (
          <div role="columnheader" className="sticky right-0 flex items-center justify-center bg-surface">
            <span className="sr-only">Actions</span>
            {columnEntries.length > 0 && (
              <Menu
                align="end"
                trigger={<IconButton label="Choose columns" icon={Settings2} size="sm" />}
                entries={[{ heading: 'Columns' }, ...columnEntries]}
              />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
