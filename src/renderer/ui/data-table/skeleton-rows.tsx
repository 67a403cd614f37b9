import { Skeleton } from '../skeleton.tsx';
import { type Column, type Layout, ROW_HEIGHT } from './types.ts';

const WIDTHS = ['62%', '48%', '71%', '55%', '66%', '43%'];

interface SkeletonRowsProps<T> {
  readonly columns: readonly Column<T>[];
  readonly layout: Layout;
  readonly selectable: boolean;
}

/** Grey rows of the right height while nothing is there yet. */
export function SkeletonRows<T>({ columns, layout, selectable }: SkeletonRowsProps<T>) {
  return (
    <div aria-hidden>
      {Array.from({ length: 12 }, (_, row) => row).map((row) => (
        <div
          key={row}
          className="grid items-center border-line border-b"
          style={{ gridTemplateColumns: layout.template, height: ROW_HEIGHT }}
        >
          {selectable && <span />}
          {columns.map((column, index) => (
            <span key={column.id} className="px-3 first:pl-4">
              <Skeleton width={WIDTHS[(row + index) % WIDTHS.length]} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
