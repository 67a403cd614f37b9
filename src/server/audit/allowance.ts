const PER_MINUTE = 30;
const WINDOW_MS = 60_000;
const MAX_BUCKETS = 10_000;

interface Bucket {
  windowStart: number;
  written: number;
  leftOut: number;
}

export interface Allowance {
  /** How many were left out since the last entry, or null where this one is left out too. */
  take(bucket: string, now: number): number | null;
}

/** Lets 30 refused attempts a minute of one caller into one log, so that nobody can flood it. */
export function createAllowance(): Allowance {
  const buckets = new Map<string, Bucket>();
  return {
    take: (name, now) => {
      const bucket = buckets.get(name) ?? { windowStart: now, written: 0, leftOut: 0 };
      buckets.delete(name);
      buckets.set(name, bucket);
      const oldest = buckets.keys().next().value;
      if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
      if (now - bucket.windowStart >= WINDOW_MS) Object.assign(bucket, { windowStart: now, written: 0 });
      if (bucket.written >= PER_MINUTE) {
        bucket.leftOut += 1;
        return null;
      }
      const { leftOut } = bucket;
      bucket.written += 1;
      bucket.leftOut = 0;
      return leftOut;
    },
  };
}
