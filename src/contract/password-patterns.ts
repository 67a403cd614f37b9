/** A run must be this long to count: `abc` and `aaa` do, `ab` does not. */
const SHORTEST_RUN = 3;

/** Rows and columns of the usual keyboards, as far as people draw patterns on them. */
const KEY_LINES = [
  ...[
    '`1234567890-=',
    'qwertyuiop[]\\',
    "asdfghjkl;'",
    'zxcvbnm,./',
    'qwertzuiopü',
    'yxcvbnm',
    'azertyuiop',
    'qsdfghjklm',
  ],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/', '!@#$%^&*()_+'],
];

const NEXT_KEYS: ReadonlySet<string> = new Set(
  KEY_LINES.flatMap((line) =>
    [...line].slice(1).flatMap((key, index) => [`${line[index]}${key}`, `${key}${line[index]}`]),
  ),
);

type Step = (before: string, after: string) => boolean;
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const steps: readonly Step[] = [
  (before, after) => before === after,
  (before, after) => isWord(before) && isWord(after) && codeOf(after) - codeOf(before) === 1,
  (before, after) => isWord(before) && isWord(after) && codeOf(after) - codeOf(before) === -1,
  (before, after) => NEXT_KEYS.has(before + after),
];

/** Marks every character that stands in a run of one kind of step. */
function markRuns(characters: readonly string[], follows: Step, marks: boolean[]): void {
  let start = 0;
  for (let index = 1; index <= characters.length; index++) {
    const [before, after] = [characters[index - 1], characters[index]];
    if (before !== undefined && after !== undefined && follows(before, after)) continue;
    if (index - start >= SHORTEST_RUN) marks.fill(true, start, index);
    start = index;
  }
}

/** The longest group that is looked for as repeated: `1212`, `abcabc`, `passpass`. */
const LONGEST_GROUP = 16;

/** Marks groups that come again right after themselves, and at least four characters in all. */
function markRepeats(characters: readonly string[], marks: boolean[]): void {
  for (let size = 2; size <= Math.min(LONGEST_GROUP, characters.length / 2); size++) {
    let same = 0;
    for (let index = size; index <= characters.length; index++) {
      if (index < characters.length && characters[index] === characters[index - size]) {
        same += 1;
        continue;
      }
      if (same >= size) marks.fill(true, index - same - size, index);
      same = 0;
    }
  }
}

/**
 * Whether more than half of a text is a simple pattern: a sequence (`12345678`, `fedcba`), a repetition (`aaaaaaa1`,
 * `abcabcabc`) or neighbouring keys (`qwertyuiop`, `1qaz2wsx`). Case does not matter.
 */
export function isSimplePattern(text: string): boolean {
  const characters = [...text.toLowerCase()];
  const marks = characters.map(() => false);
  for (const follows of steps) markRuns(characters, follows, marks);
  markRepeats(characters, marks);
  return marks.filter(Boolean).length * 2 > characters.length;
}
