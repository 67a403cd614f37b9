import Papa from 'papaparse';

export type CsvCell = string | number;

/** Only texts that are no numbers: an amount may begin with a minus. */
const FORMULA = /^(?!-?\d+(\.\d+)?$)[=+\-@\t\r].*$/s;

/** A table as CSV by RFC 4180 that is safe to open: what a spreadsheet would take for a formula is kept a text. */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n', escapeFormulae: FORMULA },
  )}\r\n`;
