import type { Content, TableCell } from 'pdfmake/interfaces.d.ts';
import type { AnnexRow, Invoice, InvoiceLine } from '../../contract/api/invoices.ts';
import { formatAmount } from './decimal.ts';
import type { Annexes } from './invoice-csv.ts';
import { priceOf } from './invoice-csv.ts';
import { monthName } from './months.ts';
import { renderPdf } from './pdf.ts';
import { ANNEX, FACTS, head, LAYOUT, page, right } from './pdf-layout.ts';
import { groupReference } from './reference.ts';

/** A decimal with its thousands apart. */
const grouped = (text: string): string => text.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

/** A price with two places or more. */
const atLeastCents = (text: string): string => {
  const [whole = '', places = ''] = text.split('.');
  return `${whole}.${places.padEnd(2, '0')}`;
};

const partyBlock = (title: string, party: Invoice['issuer']): Content => ({
  stack: [
    { text: title, style: 'label' },
    { text: party.name, bold: true },
    ...party.address.map((line) => ({ text: line })),
    ...(party.email === null ? [] : [{ text: party.email }]),
    ...(party.tax_id === null ? [] : [{ text: `Tax id ${party.tax_id}` }]),
  ],
});

function factsOf(invoice: Invoice): Content {
  const facts: [string, string][] = [
    ['Invoice number', invoice.number ?? 'Draft'],
    ['Period', `${invoice.period.from} to ${invoice.period.to}`],
    ...(invoice.issued_at === null ? [] : [['Issued', invoice.issued_at.slice(0, 10)] as [string, string]]),
    ...(invoice.due_on === null ? [] : [['Due', invoice.due_on] as [string, string]]),
    ...(invoice.purchase_order === null ? [] : [['Purchase order', invoice.purchase_order] as [string, string]]),
  ];
  return {
    table: {
      widths: ['auto', 'auto'],
      body: facts.map(([name, value]) => [
        { text: name, style: 'label', noWrap: true },
        { text: value, noWrap: true },
      ]),
    },
    layout: FACTS,
  };
}

const lineRow = (line: InvoiceLine, currency: string): TableCell[] => [
  line.description,
  right(line.quantity === null ? '' : `${grouped(line.quantity)} ${line.unit ?? ''}`),
  right(line.unit_price_micros === undefined ? '' : grouped(atLeastCents(priceOf(line.unit_price_micros)))),
  right(formatAmount(BigInt(line.amount_micros), currency)),
];

function linesTable(invoice: Invoice): Content {
  const { currency } = invoice;
  const rows = invoice.lines.map((line) => lineRow(line, currency));
  const sum = (name: string, micros: string, more: object = {}): TableCell[] => [
    { text: name, colSpan: 3, alignment: 'right', ...more },
    '',
    '',
    right(formatAmount(BigInt(micros), currency), more),
  ];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 'auto', 'auto', 75],
      body: [
        [
          head('Description'),
          head('Quantity', 'right'),
          head(`Unit price (${currency})`, 'right'),
          head(currency, 'right'),
        ],
        ...(rows.length === 0 ? [[{ text: 'No usage yet', colSpan: 4 }, '', '', ''] as TableCell[]] : rows),
        sum('Total', invoice.total_micros, { bold: true, fontSize: 10.5 }),
      ],
    },
    layout: LAYOUT,
  };
}

function paymentBlock(invoice: Invoice): Content[] {
  const paid = invoice.payments.map(
    (one): Content => ({
      text: `Received on ${one.received_on}: ${formatAmount(BigInt(one.amount_micros), invoice.currency)} ${invoice.currency}`,
    }),
  );
  if (invoice.status === 'paid') return [{ text: 'Paid in full.', bold: true, margin: [0, 14, 0, 2] }, ...paid];
  if (invoice.status === 'void')
    return [{ text: `Void. ${invoice.void_reason ?? ''}`, bold: true, margin: [0, 14, 0, 2] }];
  const { transfer } = invoice;
  if (transfer === null)
    return [{ text: `Draft. Finalizes on ${invoice.finalizes_on ?? 'a later day'}.`, margin: [0, 14, 0, 2] }];
  const facts: [string, string][] = [
    ['Amount due', `${formatAmount(BigInt(invoice.due_micros), invoice.currency)} ${invoice.currency}`],
    ['Account holder', transfer.account_holder],
    ...(transfer.iban === null ? [] : [['IBAN', groupReference(transfer.iban)] as [string, string]]),
    ...(transfer.bic === null ? [] : [['BIC', transfer.bic] as [string, string]]),
    ['Reference', groupReference(transfer.reference)],
  ];
  return [
    { text: 'Payment by bank transfer', style: 'title', margin: [0, 18, 0, 4] },
    ...paid,
    {
      unbreakable: true,
      table: {
        widths: ['auto', '*'],
        body: facts.map(([name, value]) => [{ text: name, style: 'label', noWrap: true }, value]),
      },
      layout: 'noBorders',
    } as Content,
    { text: 'Write the reference into the transfer: it names this invoice.', style: 'note' },
  ];
}

/** Of one annex, the dearest rows that are printed: seventy pages take a few seconds, and nobody reads more. The CSV file has all. */
export const PRINTED_ROWS = 2_500;

function annexTable(title: string, rows: readonly AnnexRow[], currency: string): Content[] {
  if (rows.length === 0) return [];
  const total = rows.reduce((sum, row) => sum + BigInt(row.cost_micros), 0n);
  const printed = rows.slice(0, PRINTED_ROWS);
  const rest = rows.slice(PRINTED_ROWS);
  const exact = (micros: bigint) => right(grouped(exactAmount(micros)));
  return [
    {
      margin: [0, 18, 0, 0],
      table: {
        // What it is stands on each page, and never alone at the end of one.
        headerRows: 2,
        keepWithHeaderRows: 2,
        dontBreakRows: true,
        widths: ['*', 'auto', 100],
        body: [
          [{ text: title, style: 'title', colSpan: 3 }, '', ''],
          [head('Name'), head('Events', 'right'), head(currency, 'right')],
          ...printed.map((row) => [row.name, right(grouped(String(row.events))), exact(BigInt(row.cost_micros))]),
          ...(rest.length === 0
            ? []
            : [
                [
                  `${rest.length} more, in the CSV file`,
                  right(grouped(String(rest.reduce((sum, row) => sum + row.events, 0)))),
                  exact(rest.reduce((sum, row) => sum + BigInt(row.cost_micros), 0n)),
                ],
              ]),
          [{ text: 'Usage before rounding', bold: true }, '', { ...(exact(total) as object), bold: true }],
        ] as TableCell[][],
      },
      layout: ANNEX,
    },
  ];
}

/** All six places: annexes add up to the micro-unit. */
function exactAmount(micros: bigint): string {
  const absolute = String(micros < 0n ? -micros : micros).padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${absolute.slice(0, -6)}.${absolute.slice(-6)}`;
}

/** The invoice with its annexes as a PDF file. */
export function invoicePdf(invoice: Invoice, annexes: Annexes): Promise<Uint8Array> {
  const name = invoice.number === null ? `Draft, ${monthName(invoice.id)}` : `Invoice ${invoice.number}`;
  const { currency } = invoice;
  return renderPdf({
    ...page(`${name} · ${invoice.issuer.name}`),
    info: { title: name, author: invoice.issuer.name },
    content: [
      { text: invoice.status === 'draft' ? 'Draft invoice' : 'Invoice', fontSize: 20, bold: true },
      { text: monthName(invoice.id), fontSize: 11, color: '#64748b', margin: [0, 0, 0, 16] },
      {
        columns: [
          partyBlock('From', invoice.issuer),
          partyBlock('To', invoice.recipient),
          { width: 'auto', stack: [factsOf(invoice)] },
        ],
        columnGap: 16,
      },
      { text: '', margin: [0, 10, 0, 0] },
      linesTable(invoice),
      ...paymentBlock(invoice),
      ...annexTable('Usage by team', annexes.teams, currency),
      ...annexTable('Usage by app', annexes.apps, currency),
      ...annexTable('Usage by member', annexes.members, currency),
    ],
  });
}
