import { email } from '../../../contract/common.ts';

export interface ParsedAddresses {
  /** Each address once, lower-cased, in the order given. */
  readonly valid: readonly string[];
  /** What looks meant as an address and is none, as it was written. */
  readonly malformed: readonly string[];
  /** Addresses that were given more than once, each named once. */
  readonly duplicates: readonly string[];
}

const ROWS = /[;\n\r；]+/;
const GAPS = /[\s,，、]+/;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const QUOTED_NAME = /"[^"@]*"/g;
const WRAPPING = /^(?:mailto:)?["'([{]*(?:mailto:)?|["')\]}.:]+$/gi;

const tidy = (word: string) => word.replace(WRAPPING, '');
const words = (text: string) =>
  text
    .split(GAPS)
    .map(tidy)
    .filter((word) => word !== '');
const isAddressLike = (word: string) => word.includes('@');

/** A row of a spreadsheet or of a CSV file has names beside the address; they are not addresses gone wrong. */
function cells(text: string): string[] {
  if (!isAddressLike(text)) return words(text);
  const unquoted = text.replace(QUOTED_NAME, ' ');
  const found = words(unquoted);
  return unquoted.includes('\t') ? found.filter(isAddressLike) : found;
}

/** The candidates of one row: what stands in `<…>`, and every other word that is not part of a name before it. */
function candidates(row: string): string[] {
  const parts = row.split(/<([^<>]*)>/);
  const last = parts.length - 1;
  return parts.flatMap((part, index) => {
    if (index === last) return cells(part);
    return index % 2 === 1 ? [tidy(part.trim())] : words(part).filter(isAddressLike);
  });
}

/**
 * Reads addresses from whatever was pasted: separated by commas, semicolons, blanks or line breaks, as
 * `Name <address>`, or as rows copied from a spreadsheet.
 */
export function parseAddresses(text: string): ParsedAddresses {
  const valid = new Set<string>();
  const malformed = new Set<string>();
  const duplicates = new Set<string>();
  for (const candidate of text.replace(INVISIBLE, '').split(ROWS).flatMap(candidates)) {
    const parsed = email.safeParse(candidate);
    if (!parsed.success) malformed.add(candidate === '' ? '<>' : candidate);
    else if (valid.has(parsed.data)) duplicates.add(parsed.data);
    else valid.add(parsed.data);
  }
  return { valid: [...valid], malformed: [...malformed], duplicates: [...duplicates] };
}
