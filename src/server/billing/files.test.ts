import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { exampleInvoice as invoice, readPdf, annexRows as rows } from '../testing/example-invoice.ts';
import { consolidatedPdf } from './consolidated-pdf.ts';
import { microsToDecimal, toCsv } from './csv.ts';
import { invoiceCsv, priceOf } from './invoice-csv.ts';
import { invoicePdf } from './invoice-pdf.ts';

describe('the PDF of an invoice', () => {
  it('says who owes whom what, and how to pay it', async () => {
    const [page = ''] = readPdf(await invoicePdf(invoice(3), { members: [], teams: [], apps: [] }));
    for (const text of [
      'Invoice',
      'STW-000042',
      'October 2026',
      'Søren & Çelik Řezník ΩЖ GmbH',
      '12,345,678.5 tokens',
      '0.0000006',
      '1,234.56',
      'DE89 3704 0044 0532 0130 00',
      'RF70 STW0 0004 2',
      'PO-7',
      'Page 1 of 1',
    ])
      expect(page).toContain(text);
  });

  it('breaks hundreds of lines and members over pages, each with its header and number, and loses none', async () => {
    const pages = readPdf(await invoicePdf(invoice(150), { members: rows(400), teams: rows(2), apps: rows(2) }));
    expect(pages.length).toBeGreaterThan(10);
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    const text = pages.join('\n');
    for (let index = 0; index < 150; index++) expect(text).toMatch(new RegExp(`Tokens, kind-${index}\\b`));
    for (let index = 0; index < 400; index++) expect(text).toMatch(new RegExp(`Person ${index}\\b`));
    expect(pages[1]).toContain('Unit price (USD)');
    expect(text).toContain('400.000400');
  });

  it.each([
    ['draft', { number: null, transfer: null, reference: null }, 'Draft invoice'],
    ['paid', { transfer: null }, 'Paid in full.'],
    ['void', { transfer: null, void_reason: 'Wrong recipient' }, 'Void. Wrong recipient'],
  ] as const)('says that it is %s', async (status, more, text) => {
    const pages = readPdf(await invoicePdf(invoice(1, { status, ...more }), { members: [], teams: [], apps: [] }));
    expect(pages.join()).toContain(text);
    expect(pages.join()).not.toContain('DE89');
  });

  it('of several organizations adds them up by payer', async () => {
    const one = { organization: { id: 'a', name: 'Org A' }, invoice: invoice(0) };
    const payer = {
      billing_email: 'pay@a.example',
      currency: 'USD',
      total_micros: '2469120000',
      due_micros: '1234560000',
    };
    const bill = { period: invoice(0).period, payers: [{ ...payer, invoices: [one, one] }] };
    const text = readPdf(await consolidatedPdf(bill)).join();
    for (const part of ['Consolidated bill', 'pay@a.example', 'Org A', '2,469.12']) expect(text).toContain(part);
  });
});

describe('the CSV of an invoice', () => {
  it('has every line and annex with exact amounts', () => {
    const text = invoiceCsv(invoice(2), { members: rows(1), teams: [], apps: [] });
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map((row) => [row.part, row.description, row.unit_price, row.amount])).toEqual([
      ['lines', 'Tokens, kind-0', '0.0000006', '7.41'],
      ['lines', 'Tokens, kind-1', '0.0000006', '7.41'],
      ['total', 'Total', '', '1234.56'],
      ['by member', 'Person 0', '', '1.000001'],
    ]);
  });

  it('holds no formula, and keeps negative numbers numbers', () => {
    const cells = ['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '-12.5', '-7', 'plain', '=HYPERLINK("x","y")'];
    const { data } = Papa.parse<string[]>(toCsv([cells]), { skipEmptyLines: true });
    expect(data[0]).toEqual([
      "'=1+1",
      "'+1",
      "'-2+3",
      "'@SUM(A1)",
      "'\t=1",
      '-12.5',
      '-7',
      'plain',
      '\'=HYPERLINK("x","y")',
    ]);
  });

  it('writes amounts without a double in between', () => {
    expect(['0', '1', '-1', '1000000', '123456789012345678901'].map(microsToDecimal)).toEqual([
      '0',
      '0.000001',
      '-0.000001',
      '1',
      '123456789012345.678901',
    ]);
    expect(['0.6', '1206000', '1.5', '0.000001'].map(priceOf)).toEqual([
      '0.0000006',
      '1.206',
      '0.0000015',
      '0.000000000001',
    ]);
  });
});
