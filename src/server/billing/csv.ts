import Papa from 'papaparse';
import { FORMULA } from '../../contract/csv.ts';

/** A table as CSV by RFC 4180 that is safe to open: what a spreadsheet would take for a formula is kept a text. */
export const toCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${Papa.unparse(
    rows.map((row) => row.map((cell) => cell ?? '')),
    { newline: '\r\n', escapeFormulae: FORMULA },
  )}\r\n`;

/** Micro-units as a decimal of the currency, all six places that are not zero: `12.5`. */
export function microsToDecimal(micros: string): string {
  const negative = micros.startsWith('-');
  const digits = (negative ? micros.slice(1) : micros).padStart(7, '0');
  const places = digits.slice(-6).replace(/0+$/, '');
  return `${negative ? '-' : ''}${digits.slice(0, -6)}${places === '' ? '' : `.${places}`}`;
}
