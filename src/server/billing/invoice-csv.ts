import type { AnnexRow, Invoice } from '../../contract/api/invoices.ts';
import { microsToDecimal, toCsv } from './csv.ts';

export interface Annexes {
  readonly members: readonly AnnexRow[];
  readonly teams: readonly AnnexRow[];
  readonly apps: readonly AnnexRow[];
}

const HEADER = [
  'invoice',
  'part',
  'type',
  'category',
  'kind',
  'description',
  'quantity',
  'unit',
  'unit_price',
  'amount',
  'currency',
];

/** An invoice with its annexes as one table: amounts of the part `lines` add up to the total, each annex to the usage. */
export function invoiceCsv(invoice: Invoice, annexes: Annexes): string {
  const name = invoice.number ?? `draft ${invoice.id}`;
  const lines = invoice.lines.map((line) => [
    name,
    'lines',
    line.type,
    line.category,
    line.kind,
    line.description,
    line.quantity,
    line.unit,
    line.unit_price_micros === undefined ? null : priceOf(line.unit_price_micros),
    microsToDecimal(line.amount_micros),
    invoice.currency,
  ]);
  const total = [
    name,
    'total',
    null,
    null,
    null,
    'Total',
    null,
    null,
    null,
    microsToDecimal(invoice.total_micros),
    invoice.currency,
  ];
  const annex = (part: string, rows: readonly AnnexRow[]) =>
    rows.map((row) => [
      name,
      part,
      row.id,
      null,
      null,
      row.name,
      row.events,
      'events',
      null,
      microsToDecimal(row.cost_micros),
      invoice.currency,
    ]);
  return toCsv([
    HEADER,
    ...lines,
    total,
    ...annex('by member', annexes.members),
    ...annex('by team', annexes.teams),
    ...annex('by app', annexes.apps),
  ]);
}

/** A unit price in micro-units, with places, as a decimal of the currency: 0.6 as 0.0000006. */
export function priceOf(micros: string): string {
  const [whole = '0', places = ''] = micros.split('.');
  const text = `${microsToDecimal(whole).padEnd(1)}`;
  if (places === '') return text;
  const [units = '0', fraction = ''] = text.split('.');
  return `${units}.${fraction.padEnd(6, '0')}${places}`;
}
