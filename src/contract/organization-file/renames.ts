import { nameKey } from './document.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface NameOrder {
  /** By the id of what takes a name: whoever has it now and gives it up first. */
  readonly waitsFor: ReadonlyMap<string, string>;
  /** Of those that pass their names round in a ring, one each: it takes another name for a moment. */
  readonly stepAside: ReadonlySet<string>;
}

/** A name is taken once: in which order names can pass from the records that are to those that are wanted. */
export function nameOrder(present: readonly Named[], wanted: readonly Named[]): NameOrder {
  const holders = new Map(present.map(({ id, name }) => [nameKey(name), id]));
  const waitsFor = new Map<string, string>();
  for (const { id, name } of wanted) {
    const holder = holders.get(nameKey(name));
    if (holder !== undefined && holder !== id) waitsFor.set(id, holder);
  }
  const stepAside = new Set<string>();
  const settled = new Set<string>();
  for (const start of waitsFor.keys()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      at = waitsFor.get(at);
    }
    if (at !== undefined && path.includes(at)) stepAside.add(at);
    for (const id of path) settled.add(id);
  }
  return { waitsFor, stepAside };
}

/** A name that nothing else has, for the moment in which another takes the present one. */
export const nameAside = (id: string): string => `Renaming ${id}`;

/** How the steps of a kind of record are called. */
export interface StepIds {
  readonly change: (id: string) => string;
  readonly aside: (id: string) => string;
  readonly remove: (id: string) => string;
}

/** The step with which whoever has the name that this record is to take gives it up; none where it is free. */
export function freesName(
  id: string,
  { waitsFor, stepAside }: NameOrder,
  wanted: ReadonlySet<string>,
  ids: StepIds,
): string[] {
  const holder = waitsFor.get(id);
  if (holder === undefined) return [];
  if (!wanted.has(holder)) return [ids.remove(holder)];
  return [stepAside.has(holder) ? ids.aside(holder) : ids.change(holder)];
}
