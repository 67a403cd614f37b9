interface SkeletonProps {
  readonly width?: number | string | undefined;
  readonly height?: number;
}

/** A grey bar where text will be; it waits 100 ms before it shows, so that quick answers do not flash. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps) {
  return <span aria-hidden className="skeleton block rounded-sm bg-active" style={{ width, height }} />;
}
