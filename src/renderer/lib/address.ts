/** Reads one part of an address: what it means, or undefined where it means nothing here. */
export type AddressPart<T = unknown> = (value: unknown) => T | undefined;

type Parts = Readonly<Record<string, AddressPart>>;

/** What an address says, as far as it is understood. */
export type AddressValues<P extends Parts> = {
  [K in keyof P]?: (P[K] extends AddressPart<infer T> ? T : never) | undefined;
};

/** How a page reads its address. By hand and not by zod: the router knows every page's address before it shows one. */
export interface Address<V> {
  /** What it does not understand it leaves out. */
  readonly parse: (raw: object) => V;
}

export type AddressOf<A> = A extends Address<infer V> ? V : never;

/** A text of which something holds. */
export const where =
  (holds: (text: string) => boolean): AddressPart<string> =>
  (value) =>
    typeof value === 'string' && holds(value) ? value : undefined;

/** A text of at most so many characters. */
export const text = (max: number): AddressPart<string> => where(({ length }) => length <= max);

/** One of these words. */
export const oneOf =
  <const T extends string>(words: readonly T[]): AddressPart<T> =>
  (value) =>
    words.find((word) => word === value);

/** What a page's address holds, part by part. */
export function address<P extends Parts>(parts: P): Address<AddressValues<P>> {
  const known = Object.entries(parts);
  return {
    parse: (raw) => {
      const given = new Map(Object.entries(raw));
      const read = known.map(([name, part]) => [name, part(given.get(name))] as const);
      return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as AddressValues<P>;
    },
  };
}
