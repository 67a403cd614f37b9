/** How names are looked for, in main over everything that is kept and in the window over its own pages and actions. */

const SPELLINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

const PLAIN = /^[ -~]*$/;

/** Without accents and case, as people type when they look for something. */
export function fold(text: string): string {
  // Most names have no accents, which is found out faster than it is to look for them.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => SPELLINGS[letter] ?? letter);
}

/** What was typed, word by word, ready to be compared with folded text. */
export const wordsOf = (typed: string): readonly string[] => fold(typed).split(/\s+/).filter(Boolean);

/** A name ready to be looked for: folded, with whatever else it is found by after it. */
export interface Searchable {
  readonly text: string;
  /** How much of the text is the name itself. */
  readonly nameEnd: number;
}

export function searchable(name: string, ...others: readonly string[]): Searchable {
  const folded = fold(name);
  return { text: [folded, ...others.map(fold)].join(' '), nameEnd: folded.length };
}

const LETTER = /[\p{L}\p{N}]/u;
/** Places of a word that are looked at until one is at a word's beginning. */
const MOST_PLACES = 8;

/** 4 at the beginning, 3 at a word's beginning in the name, 2 in the rest, 1 anywhere, 0 nowhere. */
function scoreOfWord({ text, nameEnd }: Searchable, word: string): number {
  let at = text.indexOf(word);
  if (at <= 0) return at === 0 ? 4 : 0;
  const found = at < nameEnd ? 1.5 : 1;
  for (let tries = 0; tries < MOST_PLACES && at > 0; tries++) {
    if (!LETTER.test(text.charAt(at - 1))) return at < nameEnd ? 3 : 2;
    at = text.indexOf(word, at + 1);
  }
  return found;
}

/**
 * How well a name answers to what was typed: 0 where a word is missing, whatever their order; more the nearer they stand
 * to the beginning; most for the name itself. Nothing typed is answered by everything alike.
 */
export function scoreOf(name: Searchable, words: readonly string[]): number {
  if (words.length === 0) return 1;
  let sum = 0;
  for (const word of words) {
    const score = scoreOfWord(name, word);
    if (score === 0) return 0;
    sum += score;
  }
  const whole = words.join(' ');
  const exact = whole.length === name.nameEnd && name.text.startsWith(whole) ? 3 : 0;
  return sum / words.length + exact;
}
