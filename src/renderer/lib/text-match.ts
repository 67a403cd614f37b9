import { fold, wordsOf } from '../../contract/name-match.ts';

/** Answers whether a text has every word of what was typed; nothing typed matches everything. */
export function matcher(search: string): (text: string) => boolean {
  const words = wordsOf(search);
  return (text) => {
    if (words.length === 0) return true;
    const folded = fold(text);
    return words.every((word) => folded.includes(word));
  };
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
/** The order in which people expect names. */
export const byText = (a: string, b: string): number => collator.compare(a, b);
