interface Ordered {
  readonly id: string;
  readonly needs: readonly string[];
}

/** Each item after those that it needs, otherwise as they came. What needs itself, round some corners, comes last. */
export function inOrder<T extends Ordered>(items: readonly T[]): T[] {
  const all = new Set(items.map(({ id }) => id));
  const done = new Set<string>();
  const ordered: T[] = [];
  let waiting = [...items];
  while (waiting.length > 0) {
    const later: T[] = [];
    for (const item of waiting) {
      if (item.needs.every((need) => done.has(need) || !all.has(need))) {
        ordered.push(item);
        done.add(item.id);
      } else later.push(item);
    }
    if (later.length === waiting.length) return [...ordered, ...later];
    waiting = later;
  }
  return ordered;
}
