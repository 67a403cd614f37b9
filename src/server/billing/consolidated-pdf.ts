import type { Content, TableCell } from 'pdfmake/interfaces.d.ts';
import type { Consolidated } from '../../contract/api/invoices.ts';
import { formatAmount } from './decimal.ts';
import { monthName } from './months.ts';
import { renderPdf } from './pdf.ts';
import { head, LAYOUT, page, right } from './pdf-layout.ts';

function payerTable(payer: Consolidated['payers'][number]): Content[] {
  const amount = (micros: string) => right(formatAmount(BigInt(micros), payer.currency));
  return [
    { text: payer.billing_email, style: 'title', margin: [0, 18, 0, 4] },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: ['*', 'auto', 'auto', 75, 75],
        body: [
          [
            head('Organization'),
            head('Invoice'),
            head('State'),
            head(`Total (${payer.currency})`, 'right'),
            head('Due', 'right'),
          ],
          ...payer.invoices.map(({ organization, invoice }): TableCell[] => [
            organization.name,
            invoice.number ?? (invoice.finalizes_on ? `finalizes on ${invoice.finalizes_on}` : 'draft'),
            invoice.status,
            amount(invoice.total_micros),
            amount(invoice.due_micros),
          ]),
          [{ text: 'Sum', bold: true }, '', '', amount(payer.total_micros), amount(payer.due_micros)],
        ],
      },
      layout: LAYOUT,
    },
  ];
}

/** The bills of several organizations in one month as a PDF file. */
export function consolidatedPdf(bill: Consolidated): Promise<Uint8Array> {
  const month = monthName(bill.period.from.slice(0, 7));
  return renderPdf({
    ...page(`Consolidated bill, ${month}`),
    info: { title: `Consolidated bill, ${month}` },
    content: [
      { text: 'Consolidated bill', fontSize: 20, bold: true },
      { text: month, fontSize: 11, color: '#64748b' },
      ...(bill.payers.length === 0 ? [{ text: 'No bills for this month.', margin: [0, 16, 0, 0] } as Content] : []),
      ...bill.payers.flatMap(payerTable),
    ],
  });
}
