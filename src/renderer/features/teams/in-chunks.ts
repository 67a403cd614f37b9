/** A call takes at most this many. */
export const MOST_AT_ONCE = 1000;

/** Calls with a thousand at a time, one after the other: what was done before a failure stays done. */
export async function inChunks<T>(items: readonly T[], call: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += MOST_AT_ONCE) await call(items.slice(start, start + MOST_AT_ONCE));
}
