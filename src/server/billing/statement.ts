import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import type { StatementColumns } from '../../contract/api/payments.ts';

/** One transfer of a bank statement, as the bank wrote it. */
export interface Transfer {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly key: string;
  readonly received_on: string;
  /** Negative where money left. */
  readonly amount_micros: bigint;
  readonly payer: string;
  readonly reference: string;
  /** Null where the statement has no such column. */
  readonly currency: string | null;
}

export interface Statement {
  readonly header: string[];
  readonly columns: StatementColumns;
  readonly transfers: Transfer[];
  readonly unreadable: { line: number; message: string }[];
}

/** A statement that cannot be read at all, and why. */
export class StatementError extends Error {}

const MAX_ROWS = 5000;

/** How banks of several countries call their columns. */
const WORDS: Readonly<Record<keyof StatementColumns, RegExp>> = {
  date: /^(booking |value |transaction |posting )?date$|^(buchungstag|buchungsdatum|valuta|datum|wertstellung)|^date\b|fecha|data (contabile|valuta)/i,
  amount: /^(amount|credit|paid in|betrag|umsatz|montant|importe|importo|bedrag|kwota)\b|amount/i,
  payer: /payer|sender|debtor|counterparty|auftraggeber|beguenstigter|begünstigter|name|donneur|ordenante|partner/i,
  reference:
    /reference|remittance|purpose|verwendungszweck|details|description|memo|communication|concepto|causale|text/i,
  currency: /currency|währung|waehrung|devise|divisa|valuta$|^ccy$/i,
};

const DATE_FORMS: readonly [RegExp, (parts: string[]) => string][] = [
  [/^(\d{4})-(\d\d)-(\d\d)/, ([y, m, d]) => `${y}-${m}-${d}`],
  [/^(\d{4})(\d\d)(\d\d)$/, ([y, m, d]) => `${y}-${m}-${d}`],
  [/^(\d\d?)\.(\d\d?)\.(\d{4})$/, ([d = '', m = '', y]) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`],
  [/^(\d\d?)\.(\d\d?)\.(\d\d)$/, ([d = '', m = '', y]) => `20${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`],
  [/^(\d\d?)\/(\d\d?)\/(\d{4})$/, ([d = '', m = '', y]) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`],
];

/** A date of a statement as a day. Day first where it is written with slashes; null for what is no day. */
export function readDate(text: string): string | null {
  for (const [form, write] of DATE_FORMS) {
    const found = form.exec(text.trim());
    if (found === null) continue;
    const day = write(found.slice(1));
    const date = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
  }
  return null;
}

/** `1.234,56`, `1,234.56`, `1234.5`, `(12.00)` or `12.00-` in micro-units; null for what is no amount. */
export function readAmount(text: string): bigint | null {
  const plain = text.replace(/[\s'’\u00a0\u202f]/g, '').replace(/^[A-Z]{3}|[A-Z]{3}$|[€$£]/g, '');
  const negative = /^-|-$|^\(.*\)$/.test(plain);
  const digits = plain.replace(/^[-+(]|[-)]$/g, '');
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  // The last of the two signs separates the places; a single one before three digits separates thousands.
  const mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const tail = mark === -1 ? '' : digits.slice(mark + 1);
  const both = digits.includes('.') && digits.includes(',');
  const places = mark !== -1 && (both || tail.length !== 3) && digits.indexOf(digits[mark] ?? '') === mark;
  const whole = (places ? digits.slice(0, mark) : digits).replace(/[.,]/g, '');
  const fraction = places ? tail : '';
  if (fraction.length > 6 || whole.length > 15) return null;
  const value = BigInt(`${whole === '' ? '0' : whole}${fraction.padEnd(6, '0')}`);
  return negative ? -value : value;
}

/** The same transfer, in whichever statement it stands. `repeat` tells equal ones of one statement apart. */
const keyOf = (transfer: Omit<Transfer, 'key' | 'line' | 'currency'>, repeat: number): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        transfer.received_on,
        String(transfer.amount_micros),
        transfer.payer,
        transfer.reference,
        repeat,
      ]),
    )
    .digest('hex')
    .slice(0, 32);

function guessColumns(header: readonly string[], rows: readonly string[][]): StatementColumns {
  const named = (name: keyof StatementColumns, taken: readonly (number | null)[]): number | null => {
    const index = header.findIndex((title, place) => !taken.includes(place) && WORDS[name].test(title.trim()));
    return index === -1 ? null : index;
  };
  // A row or two may be odd; most of a column tells what it is.
  const sample = rows.slice(0, 50);
  const fits = (place: number, read: (text: string) => unknown): boolean =>
    sample.filter((row) => read(row[place] ?? '') !== null).length * 2 > sample.length;
  const find = (name: 'date' | 'amount', read: (text: string) => unknown, taken: number[]): number => {
    const titled = named(name, taken);
    if (titled !== null && (rows.length === 0 || fits(titled, read))) return titled;
    const fitting = (rows[0] ?? header).findIndex((_, place) => !taken.includes(place) && fits(place, read));
    if (fitting === -1)
      throw new StatementError(`No column of the statement holds ${name === 'date' ? 'dates' : 'amounts'}`);
    return fitting;
  };
  const date = find('date', readDate, []);
  const amount = find('amount', readAmount, [date]);
  const payer = named('payer', [date, amount]);
  const reference = named('reference', [date, amount, payer]);
  const currency = named('currency', [date, amount, payer, reference]);
  return { date, amount, payer, reference, currency };
}

const clean = (text: string | undefined, max: number): string =>
  (text ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed();

function readRows(text: string): string[][] {
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  return parsed.data.map((row) => row.map((cell) => cell ?? ''));
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');
const looksLikeHeader = (row: readonly string[]): boolean =>
  row.every((cell) => readAmount(cell) === null) && row.length > 1;

/** Reads a bank statement in CSV, finding its columns where they are not given. Throws StatementError. */
export function readStatement(text: string, given: StatementColumns | undefined): Statement {
  const all = readRows(text).map((cells, index) => ({ cells, line: index + 1 }));
  const rows = all.filter(({ cells }) => !isBlank(cells));
  const width = Math.max(0, ...rows.slice(0, 200).map(({ cells }) => cells.length));
  // Banks put titles and balances above the table: it begins with the first row of full width.
  const start = rows.findIndex(({ cells }) => cells.length === width);
  const first = rows[start];
  if (first === undefined || width < 2) throw new StatementError('This is no table with columns');
  const titled = looksLikeHeader(first.cells);
  const body = rows.slice(titled ? start + 1 : start);
  if (body.length > MAX_ROWS) throw new StatementError(`The statement has more than ${MAX_ROWS} rows`);
  const header = first.cells.map((cell, place) => (titled ? clean(cell, 80) : `Column ${place + 1}`));
  const columns =
    given ??
    guessColumns(
      titled ? first.cells : header,
      body.map(({ cells }) => cells),
    );
  return { header, columns, ...readTransfers(body, columns) };
}

function readTransfers(body: readonly { cells: string[]; line: number }[], columns: StatementColumns) {
  const transfers: Transfer[] = [];
  const unreadable: { line: number; message: string }[] = [];
  const seen = new Map<string, number>();
  const at = (cells: string[], place: number | null): string | undefined => (place === null ? undefined : cells[place]);
  for (const { cells, line } of body) {
    const received_on = readDate(cells[columns.date] ?? '');
    const amount_micros = readAmount(cells[columns.amount] ?? '');
    if (received_on === null) unreadable.push({ line, message: 'has no date' });
    else if (amount_micros === null) unreadable.push({ line, message: 'has no amount' });
    else {
      const payer = clean(at(cells, columns.payer), 120);
      const reference = clean(at(cells, columns.reference), 140);
      const transfer = { received_on, amount_micros, payer, reference };
      const plain = keyOf(transfer, 0);
      const repeat = seen.get(plain) ?? 0;
      seen.set(plain, repeat + 1);
      const currency = clean(at(cells, columns.currency), 3).toUpperCase();
      transfers.push({ ...transfer, line, key: keyOf(transfer, repeat), currency: currency === '' ? null : currency });
    }
  }
  return { transfers, unreadable };
}
