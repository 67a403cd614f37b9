import type { ReactNode } from 'react';
import { Skeleton } from './skeleton.tsx';

export interface StatProps {
  readonly label: string;
  readonly value: ReactNode;
  /** A second line: a difference and what it compares to, or what the number is made of. */
  readonly note?: ReactNode;
  readonly loading?: boolean;
}

/** One number with its name. Inside a `<dl>`. */
export function Stat({ label, value, note, loading = false }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-muted text-xs">{label}</dt>
      <dd className="mt-0.5 truncate font-semibold text-xl tabular-nums">
        {loading ? <Skeleton width={64} height={22} /> : value}
      </dd>
      {note && <dd className="truncate text-muted text-xs">{note}</dd>}
    </div>
  );
}
