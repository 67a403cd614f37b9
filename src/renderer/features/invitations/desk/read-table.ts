import Papa from 'papaparse';

/** What a text holds as a table: rows of cells, without the empty ones. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: Delimiter;
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const PREVIEW = 200;
const ADDRESS = /^(?:[^<>]*<)?[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|]+>?$/;
const SEPARATOR_LINE = /^sep=(.)\n/i;

/** Whether a cell is one address, as such or as `Name <address>`. */
export const isAddressCell = (cell: string): boolean => ADDRESS.test(cell.trim());

/** Without the byte-order mark, and with one kind of line end: inside of quotes too, where none of it means anything. */
const plainText = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

function parse(text: string, delimiter: Delimiter, preview = 0): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', skipEmptyLines: 'greedy', preview });
  return data;
}

/** How well a table comes out: addresses that fill a cell of their own, then as many cells in each row. */
function fitOf(rows: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>();
  let addresses = 0;
  for (const row of rows) {
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    if (row.some(isAddressCell)) addresses += 1;
  }
  const even = Math.max(0, ...widths.values());
  return (addresses * 10 + even) / Math.max(1, rows.length);
}

/** The delimiter under which the text makes the best table; the comma where several do. */
export function guessDelimiter(text: string): Delimiter {
  const plain = plainText(text);
  const said = DELIMITERS.find((one) => one === SEPARATOR_LINE.exec(plain)?.[1]);
  if (said !== undefined) return said;
  const fits = DELIMITERS.map((delimiter) => fitOf(parse(plain, delimiter, PREVIEW)));
  return DELIMITERS[fits.indexOf(Math.max(...fits))] ?? ',';
}

/** Reads a table in any dialect that spreadsheets write: quoted cells may hold delimiters, quotes and line ends. */
export function readTable(text: string, delimiter = guessDelimiter(text)): Table {
  return { rows: parse(plainText(text).replace(SEPARATOR_LINE, ''), delimiter), delimiter };
}
