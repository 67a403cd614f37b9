/**
 * Secrets in memory as bytes that are overwritten when they go: strings cannot be, they stay until they are collected
 * and what is collected stays until it is used again. The string that `get` makes lives as long as its caller needs it.
 */
export interface ShortMemory {
  get(name: string): string | null;
  set(name: string, value: string): void;
  delete(name: string): void;
  all(): readonly (readonly [name: string, value: string])[];
  clear(): void;
}

interface Kept {
  readonly bytes: Buffer;
  timer?: NodeJS.Timeout;
}

/** Forgets each secret when it was not used for `keepMs`; without that, only when told. */
export function createShortMemory(keepMs?: number): ShortMemory {
  const kept = new Map<string, Kept>();

  const remove = (name: string) => {
    const found = kept.get(name);
    if (found === undefined) return;
    clearTimeout(found.timer);
    found.bytes.fill(0);
    kept.delete(name);
  };
  const touch = (name: string, entry: Kept) => {
    if (keepMs === undefined) return;
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => remove(name), keepMs);
    entry.timer.unref();
  };

  return {
    get: (name) => {
      const found = kept.get(name);
      if (found === undefined) return null;
      touch(name, found);
      return found.bytes.toString('utf8');
    },
    set: (name, value) => {
      remove(name);
      // Of its own, not a part of Node's shared pool, where copies of neighbours would stay.
      const bytes = Buffer.alloc(Buffer.byteLength(value));
      bytes.write(value);
      const entry: Kept = { bytes };
      kept.set(name, entry);
      touch(name, entry);
    },
    delete: remove,
    all: () => [...kept].map(([name, { bytes }]) => [name, bytes.toString('utf8')] as const),
    clear: () => {
      for (const name of [...kept.keys()]) remove(name);
    },
  };
}
