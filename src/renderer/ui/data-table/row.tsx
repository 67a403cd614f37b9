// biome-ignore-all lint/a11y/useSemanticElements: a table of windowed rows is a grid of div elements with ARIA roles
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its active row
import { memo, type ReactElement } from 'react';
import { cx } from '../../lib/cx.ts';
import { type Column, type Layout, ROW_HEIGHT } from './types.ts';

export interface RowProps<T> {
  readonly id: string;
  readonly row: T;
  readonly name: string;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<T>[];
  readonly layout: Layout;
  /** Null where rows cannot be selected. */
  readonly selected: boolean | null;
  readonly active: boolean;
  readonly open: boolean;
  readonly hasActions: boolean;
  readonly opens: boolean;
}

/** The colour is a property of its own: to inherit a background made every cell's style be worked out anew. */
function RowBase<T>(props: RowProps<T>) {
  const { id, row, name, index, top, columns, layout, selected, active, open, hasActions, opens } = props;
  return (
    <div
      id={id}
      role="row"
      data-index={index}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      style={{ gridTemplateColumns: layout.template, height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className={cx(
        'grid-row absolute inset-x-0 grid items-center border-line border-b bg-(--row)',
        selected || open ? '[--row:var(--accent-soft)]' : '[--row:var(--surface)] hover:[--row:var(--surface-hover)]',
        opens && 'cursor-default',
      )}
    >
      {selected !== null && (
        <div role="gridcell" className="flex items-center justify-center self-stretch" data-select>
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={selected}
            aria-label={`Select ${name}`}
            className="size-4 accent-accent"
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx('min-w-0 truncate px-3 first:pl-4', column.align === 'end' && 'text-right tabular-nums')}
        >
          {column.cell(row)}
        </div>
      ))}
      {hasActions && (
        <div role="gridcell" className="sticky right-0 flex h-full items-center justify-center bg-(--row)">
          <button
            type="button"
            tabIndex={-1}
            data-actions
            aria-haspopup="menu"
            aria-label={`Actions for ${name}`}
            className="row-actions inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-active hover:text-text"
          />
        </div>
      )}
    </div>
  );
}

/** Rows without handlers of their own: the body listens once, so that scrolling makes nothing but markup. */
export const Row = memo(RowBase) as <T>(props: RowProps<T>) => ReactElement;
