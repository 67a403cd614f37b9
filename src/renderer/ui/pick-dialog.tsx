import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import { formatNumber } from '../lib/format.ts';
import { matcher } from '../lib/text-match.ts';
import { useTask } from '../lib/use-task.ts';
import { Button } from './button.tsx';
import { DataTable } from './data-table/data-table.tsx';
import type { Column } from './data-table/types.ts';
import { Dialog } from './dialog.tsx';
import { EmptyState } from './empty-state.tsx';
import { controlClass } from './field.tsx';
import { InlineError } from './inline-error.tsx';

export interface PickDialogProps<T> {
  readonly title: string;
  readonly description?: ReactNode;
  /** What the rows are, in the plural: "people". */
  readonly what: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowId: (row: T) => string;
  readonly rowName: (row: T) => string;
  /** What is searched. */
  readonly rowText: (row: T) => string;
  readonly loading?: boolean;
  readonly error?: AppError | null;
  readonly onRetry?: () => void;
  /** When there is nothing to choose from at all. */
  readonly nothing: string;
  /** "Add 3 people". */
  readonly confirmLabel: (count: number) => string;
  /** Between the table and the buttons: further choices, a look at what it changes. */
  readonly below?: (ids: readonly string[]) => ReactNode;
  /** The dialog stays open, busy, until it settles; it closes when it resolves. */
  readonly onConfirm: (ids: readonly string[]) => Promise<unknown>;
  readonly onClose: () => void;
}

/** From the search field into the table with the arrow key, as in any list that one searches. */
function moveToTable(event: KeyboardEvent, table: HTMLElement | null): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  table?.querySelector<HTMLElement>('[role=grid]')?.focus();
}

function usePicked<T>({ rows, rowId, rowText }: PickDialogProps<T>) {
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => {
    const matches = matcher(search);
    return rows.filter((row) => matches(rowText(row)));
  }, [rows, rowText, search]);
  // In the order of the list, and only what still is in it.
  const ids = useMemo(() => rows.map(rowId).filter((id) => picked.has(id)), [rows, rowId, picked]);
  return { search, setSearch, picked, setPicked, shown, ids };
}

/** Chooses any number of rows of a list of any length: search, arrow keys, Space, Shift, Ctrl+A. */
export function PickDialog<T extends object>(props: PickDialogProps<T>) {
  const { title, description, what, columns, rowId, rowName, loading, error, onRetry, nothing } = props;
  const { search, setSearch, picked, setPicked, shown, ids } = usePicked(props);
  const table = useRef<HTMLDivElement>(null);
  const task = useTask();
  const confirm = async () => {
    if (await task.run(() => props.onConfirm(ids))) props.onClose();
  };
  const toggle = (row: T) => {
    const next = new Set(picked);
    if (!next.delete(rowId(row))) next.add(rowId(row));
    setPicked(next);
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && props.onClose()}
      title={title}
      {...(description !== undefined && { description })}
      footer={
        <>
          <span className="mr-auto text-muted" aria-live="polite">
            {formatNumber(ids.length)} selected
          </span>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" disabled={ids.length === 0} loading={task.busy} onClick={() => void confirm()}>
            {props.confirmLabel(ids.length)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <input
          type="text"
          aria-label={`Search ${what}`}
          placeholder={`Search ${formatNumber(props.rows.length)} ${what}`}
          value={search}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => moveToTable(event, table.current)}
          className={controlClass(false, 'h-8')}
        />
        <div
          ref={table}
          className="flex h-[min(44vh,400px)] min-h-40 flex-col overflow-hidden rounded-md border border-line"
        >
          <DataTable
            label={`Choose ${what}`}
            rows={shown}
            columns={columns}
            rowId={rowId}
            rowName={rowName}
            selected={picked}
            onSelectedChange={setPicked}
            onOpen={toggle}
            loading={loading === true && props.rows.length === 0}
            error={props.rows.length === 0 ? (error ?? null) : null}
            {...(onRetry && { onRetry })}
            empty={
              props.rows.length === 0 ? (
                <EmptyState title={nothing} />
              ) : (
                <EmptyState title={`Nothing matches “${search}”`} text="Every word has to occur." />
              )
            }
          />
        </div>
        {props.below?.(ids)}
        {task.error && <InlineError error={task.error} />}
      </div>
    </Dialog>
  );
}
