import { Skeleton } from '../../ui/skeleton.tsx';

const LINES = [0, 1, 2, 3] as const;

/** Entries of the right height while nothing is known. */
export const NotificationSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-1 p-2">
    {LINES.map((line) => (
      <div key={line} className="flex items-start gap-3 py-2.5 pl-5">
        <Skeleton width={24} height={24} />
        <span className="flex flex-1 flex-col gap-2">
          <Skeleton width="60%" />
          <Skeleton width="85%" />
        </span>
      </div>
    ))}
  </div>
);
