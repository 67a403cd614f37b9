import type { ReactNode } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { CsvCell } from '../../lib/csv.ts';
import type { MenuEntry } from '../menu-entries.ts';

export interface Column<T> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  /** Makes the column sortable by this value. Where the page sorts by itself, any function will do. */
  readonly sortValue?: (row: T) => string | number;
  /** Pixels, for columns of fixed width. */
  readonly width?: number;
  /** The least pixels of a column that grows; 120 unless told. */
  readonly min?: number;
  /** Its share of what is left; 1 unless told. */
  readonly grow?: number;
  readonly align?: 'start' | 'end';
  /** What it is in a file of the table, exact where the screen rounds; more than one cell where it shows two things. */
  readonly csv?: readonly { readonly header: string; readonly value: (row: T) => CsvCell }[];
  /** Whether people can do without it: `shown` unless they chose otherwise, or `hidden` until they ask for it. */
  readonly optional?: 'shown' | 'hidden';
}

export interface Sort {
  readonly id: string;
  readonly desc: boolean;
}

export interface DataTableProps<T> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowId: (row: T) => string;
  /** Names a row in labels such as "Select Ada Byron". */
  readonly rowName: (row: T) => string;
  /** Given with `onSortChange`, the page sorts `rows`; without, the table does. */
  readonly sort?: Sort | null;
  readonly onSortChange?: (sort: Sort | null) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelectedChange?: (selected: ReadonlySet<string>) => void;
  /** Enter, or a click. */
  readonly onOpen?: (row: T) => void;
  /** The row whose details are open; they then follow the arrow keys. */
  readonly openId?: string | null;
  /** The same for "⋯", a right click and the menu key. */
  readonly actions?: (row: T) => readonly MenuEntry[];
  /** Shown at the bottom while rows are selected, after "3 selected". */
  readonly selectionActions?: ReactNode;
  /** The last rows are in view: a list that is loaded as one scrolls asks for more. */
  readonly onNearEnd?: () => void;
  /** Nothing is there yet: skeleton rows. */
  readonly loading?: boolean;
  /** Shown in place of the rows when there are none. */
  readonly error?: AppError | null;
  readonly onRetry?: () => void;
  readonly empty?: ReactNode;
  /** How many rows there are in all, where not all are shown; null while more are being loaded: then nobody can select all. */
  readonly total?: number | null;
  /** Lets people choose among the optional columns, and remembers the choice under this name. */
  readonly columnsKey?: string;
  /** For the count in the status bar: `['member', 'members']`. */
  readonly noun?: readonly [one: string, many: string];
}

export const ROW_HEIGHT = 36;
export const HEAD_HEIGHT = 32;
const CHECK_WIDTH = 40;
const ACTIONS_WIDTH = 44;
const DEFAULT_MIN = 120;

export interface Layout {
  readonly template: string;
  readonly minWidth: number;
}

/** The grid tracks of a row, and the least width at which nothing is squeezed. */
export function layoutOf<T>(columns: readonly Column<T>[], selectable: boolean, hasActions: boolean): Layout {
  const tracks = columns.map(({ width, min = DEFAULT_MIN, grow = 1 }) =>
    width === undefined ? `minmax(${min}px, ${grow}fr)` : `${width}px`,
  );
  const widths = columns.map(({ width, min = DEFAULT_MIN }) => width ?? min);
  const ends = (selectable ? CHECK_WIDTH : 0) + (hasActions ? ACTIONS_WIDTH : 0);
  return {
    template: [selectable && `${CHECK_WIDTH}px`, ...tracks, hasActions && `${ACTIONS_WIDTH}px`]
      .filter(Boolean)
      .join(' '),
    minWidth: widths.reduce((sum, width) => sum + width, ends),
  };
}
