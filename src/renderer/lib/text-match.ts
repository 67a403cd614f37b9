/** Without accents and case, as people type when they look for something. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Answers whether a text has every word of what was typed; nothing typed matches everything. */
export function matcher(search: string): (text: string) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (text) => {
    if (words.length === 0) return true;
    const folded = fold(text);
    return words.every((word) => folded.includes(word));
  };
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
/** The order in which people expect names. */
export const byText = (a: string, b: string): number => collator.compare(a, b);
