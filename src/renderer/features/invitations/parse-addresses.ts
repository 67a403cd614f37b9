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

/** Something that looks meant as an address, as it was written, with the name before it. */
export interface FoundAddress {
  readonly written: string;
  readonly name: string;
}

const EDGES = /^[\s,"'、]+|[\s,"'、]+$/g;

/** The name that stands before `<…>`: what of it is no address of its own. */
const nameIn = (part: string): string =>
  part
    .split(/\s+/)
    .filter((word) => !isAddressLike(word))
    .join(' ')
    .replace(EDGES, '');

/** The candidates of one row: what stands in `<…>`, and every other word that is not part of a name before it. */
function candidates(row: string): FoundAddress[] {
  const parts = row.split(/<([^<>]*)>/);
  const last = parts.length - 1;
  const plain = (written: string): FoundAddress => ({ written, name: '' });
  return parts.flatMap((part, index) => {
    if (index === last) return cells(part).map(plain);
    if (index % 2 === 0) return words(part).filter(isAddressLike).map(plain);
    return [{ written: tidy(part.trim()), name: nameIn(parts[index - 1] ?? '') }];
  });
}

/**
 * Finds what is meant as addresses in whatever was pasted: separated by commas, semicolons, blanks or line breaks, as
 * `Name <address>`, or as rows copied from a spreadsheet.
 */
export const findAddresses = (text: string): FoundAddress[] =>
  text.replace(INVISIBLE, '').split(ROWS).flatMap(candidates);

/** Reads addresses from what was pasted, each once. */
export function parseAddresses(text: string): ParsedAddresses {
  const valid = new Set<string>();
  const malformed = new Set<string>();
  const duplicates = new Set<string>();
  for (const { written } of findAddresses(text)) {
    const parsed = email.safeParse(written);
    if (!parsed.success) malformed.add(written === '' ? '<>' : written);
    else if (valid.has(parsed.data)) duplicates.add(parsed.data);
    else valid.add(parsed.data);
  }
  return { valid: [...valid], malformed: [...malformed], duplicates: [...duplicates] };
}
