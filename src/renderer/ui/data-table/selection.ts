/** Pure functions over the set of selected ids, so that the rules can be read and tested in one place. */
export type Selection = ReadonlySet<string>;

export function toggle(selection: Selection, id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Adds everything from one row to another, both included. */
export function extend(selection: Selection, ids: readonly string[], from: number, to: number): Selection {
  const [start, end] = from <= to ? [from, to] : [to, from];
  return new Set([...selection, ...ids.slice(Math.max(0, start), end + 1)]);
}

export type Extent = 'none' | 'some' | 'all';

export function extentOf(selection: Selection, ids: readonly string[]): Extent {
  if (selection.size === 0) return 'none';
  const count = ids.reduce((sum, id) => sum + (selection.has(id) ? 1 : 0), 0);
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}
