import type { CacheInfo } from '../../contract/ipc.ts';

/** What a kept answer is filed under: one account, one route, one parsed input. */
export interface CacheKey {
  readonly accountId: string;
  readonly route: string;
  readonly input: unknown;
}

export interface CacheEntry {
  readonly data: unknown;
  /** Milliseconds since 1970 at which the backend gave this answer. */
  readonly as_of: number;
}

/** How much is kept, and how long. */
export interface CacheLimits {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** Answers kept for use without a connection. No method ever throws: without a cache the app still works. */
export interface OfflineCache {
  /** The kept answer, or undefined for none and for one that is damaged, replaced or too old. */
  get(key: CacheKey): Promise<CacheEntry | undefined>;
  /** Keeps an answer, in the background. */
  put(key: CacheKey, entry: CacheEntry): void;
  /** Forgets all of an account, also what is still being written. Answers whether nothing is left. */
  wipe(accountId: string): Promise<boolean>;
  /** Forgets everything that was kept until now; what comes after is kept again. */
  clear(): Promise<void>;
  info(): Promise<CacheInfo>;
  /** Waits until everything that was put is written. */
  flush(): Promise<void>;
}

/** JSON with sorted keys and without `undefined`: equal inputs give equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
