// biome-ignore-all lint/a11y/useSemanticElements: a table of windowed rows is a grid of div elements with ARIA roles
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its active row
import { type ReactNode, useEffect, useId, useMemo } from 'react';
import { formatNumber, plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { ErrorState } from '../error-state.tsx';
import { Head } from './head.tsx';
import { Row } from './row.tsx';
import { RowMenu } from './row-menu.tsx';
import { extentOf } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import { type DataTableProps, layoutOf, ROW_HEIGHT } from './types.ts';
import { useColumnChoice } from './use-column-choice.ts';
import { type Grid, useGrid } from './use-grid.ts';
import { type Rows, useRows } from './use-rows.ts';
import { type Span, useWindowing } from './use-windowing.ts';

/** How many rows before the end more are asked for: a screen, or two. */
const NEAR_END = 40;

function useNearEnd(lastShown: number, count: number, onNearEnd: (() => void) | undefined): void {
  const isNear = count > 0 && lastShown >= count - NEAR_END;
  useEffect(() => {
    if (isNear) onNearEnd?.();
  }, [isNear, onNearEnd]);
}

function countText({ noun, total }: Pick<DataTableProps<object>, 'noun' | 'total'>, shown: number): string | undefined {
  if (noun === undefined) return undefined;
  if (total === undefined || total === null || total === shown) return plural(shown, ...noun);
  return `${formatNumber(shown)} of ${plural(total, ...noun)}`;
}

/** In place of rows: why there are none. */
function Instead<T>({ error, onRetry, empty }: DataTableProps<T>): ReactNode {
  if (error) return <ErrorState error={error} {...(onRetry && { onRetry })} />;
  return empty;
}

interface BodyProps<T> {
  readonly props: DataTableProps<T>;
  readonly rows: Rows<T>;
  readonly grid: Grid;
  readonly span: Span;
  readonly layout: ReturnType<typeof layoutOf>;
  readonly domId: string;
}

function Body<T>({ props, rows, grid, span, layout, domId }: BodyProps<T>) {
  const { columns, selected, onSelectedChange, actions, openId, rowId, rowName, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys
    <div role="rowgroup" className="relative" style={{ height: rows.rows.length * ROW_HEIGHT }} onClick={grid.onClick}>
      {rows.rows.slice(span.from, span.to).map((row, place) => {
        const index = span.from + place;
        const id = rowId(row);
        return (
          <Row
            key={id}
            {...{ row, index, columns, layout }}
            id={`${domId}-${index}`}
            name={rowName(row)}
            top={index * ROW_HEIGHT}
            selected={onSelectedChange === undefined ? null : (selected?.has(id) ?? false)}
            active={index === grid.index}
            open={openId === id}
            opens={onOpen !== undefined}
            hasActions={actions !== undefined}
          />
        );
      })}
    </div>
  );
}

/**
 * A grid of any length: sortable, selectable, one tab stop. Arrow keys move, Space selects, Shift extends, Enter opens,
 * the menu key or a right click shows the row's actions.
 */
export function DataTable<T extends object>(given: DataTableProps<T>) {
  const { columns, entries: columnEntries } = useColumnChoice(given);
  const props = { ...given, columns };
  const { label, selected, onSelectedChange, actions, loading = false, total } = props;
  const domId = useId();
  const rows = useRows(props);
  const count = rows.ids.length;
  const windowing = useWindowing(count);
  const { scroller, span } = windowing;
  const selectable = onSelectedChange !== undefined;
  const layout = useMemo(() => layoutOf(columns, selectable, actions !== undefined), [columns, selectable, actions]);
  const grid = useGrid(props, rows, {
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1),
    scrollTo: windowing.scrollTo,
    openMenu: (index) => openMenuAt(document.getElementById(`${domId}-${index}`)),
  });
  useNearEnd(span.to - 1, count, props.onNearEnd);
  const isDrawn = span.from <= grid.index && grid.index < span.to;
  const extent = useMemo(
    () => (selected === undefined || selected.size === 0 ? 'none' : extentOf(selected, rows.ids.all())),
    [selected, rows.ids],
  );
  useStatus({ count: loading || (props.error && count === 0) ? undefined : countText(props, count) });

  if (count === 0 && !loading) return <Instead {...props} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <RowMenu rows={rows.rows} actions={actions} active={grid.index} onClosed={() => scroller.current?.focus()}>
        <div
          ref={windowing.attach}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-busy={loading || undefined}
          aria-multiselectable={selectable || undefined}
          aria-rowcount={(total ?? count) + 1}
          // A row that is scrolled out of view is not there to point at.
          aria-activedescendant={isDrawn ? `${domId}-${grid.index}` : undefined}
          onKeyDown={grid.onKeyDown}
          onFocus={(event) => {
            if (event.target === event.currentTarget && grid.index < 0) grid.moveTo(windowing.firstInView());
          }}
          className="data-grid min-h-0 flex-1 overflow-auto"
        >
          <div style={{ minWidth: layout.minWidth }}>
            <Head
              {...{ columns, layout }}
              sort={rows.sort}
              onSort={rows.toggleSort}
              extent={selectable ? extent : null}
              canSelectAll={total !== null}
              onToggleAll={() => onSelectedChange?.(new Set(extent === 'all' ? [] : rows.ids.all()))}
              hasActions={actions !== undefined}
              columnEntries={columnEntries}
            />
            {loading && count === 0 ? (
              <SkeletonRows {...{ columns, layout, selectable }} />
            ) : (
              <Body {...{ props, rows, grid, span, layout, domId }} />
            )}
          </div>
        </div>
      </RowMenu>
      {selected !== undefined && selected.size > 0 && props.selectionActions && (
        <SelectionBar count={selected.size} onClear={() => onSelectedChange?.(new Set())}>
          {props.selectionActions}
        </SelectionBar>
      )}
    </div>
  );
}

/** "⋯" and the menu key open what a right click opens, at the end of the row. */
function openMenuAt(row: HTMLElement | null): void {
  const target = row?.querySelector('[data-actions]') ?? row;
  const box = target?.getBoundingClientRect();
  if (target && box)
    target.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: box.left, clientY: box.bottom }),
    );
}
