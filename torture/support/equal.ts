import { isDeepStrictEqual } from 'node:util';

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));

/** Throws an error that shows both where they differ. */
export function equal(actual: unknown, wanted: unknown, what = 'it'): void {
  if (isDeepStrictEqual(actual, wanted)) return;
  const [is, should] = [shown(actual), shown(wanted)];
  let from = 0;
  while (from < is.length && is[from] === should[from]) from += 1;
  const start = Math.max(0, from - 60);
  throw new Error(
    `${what} is ${is.slice(start, start + 400)} and should be ${should.slice(start, start + 400)}` +
      (start > 0 ? ` (from character ${start})` : ''),
  );
}

/** Throws the sentence where the condition does not hold. */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}
