import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnnexRow, Invoice } from '../../contract/api/invoices.ts';

const party = {
  name: 'Clarity Cloud',
  address: ['1 Main Street', '10115 Berlin'],
  email: 'ar@cloud.example',
  tax_id: 'DE123',
};

/** An open invoice of October 2026 with so many lines. */
export const exampleInvoice = (lines: number, more: Partial<Invoice> = {}): Invoice => ({
  id: '2026-10',
  number: 'STW-000042',
  period: { from: '2026-10-01', to: '2026-10-31' },
  status: 'open',
  currency: 'USD',
  total_micros: '1234560000',
  paid_micros: '0',
  due_micros: '1234560000',
  issued_at: '2026-11-03T06:00:00.000000Z',
  due_on: '2026-12-03',
  paid_at: null,
  reference: 'RF70STW000042',
  overdue: false,
  abilities: {},
  issuer: party,
  recipient: { ...party, name: 'Søren & Çelik Řezník ΩЖ GmbH' },
  purchase_order: 'PO-7',
  transfer: {
    account_holder: 'Clarity Cloud',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
    reference: 'RF70STW000042',
  },
  lines: Array.from({ length: lines }, (_, index) => ({
    type: 'usage',
    category: 'tokens',
    kind: `kind-${index}`,
    description: `Tokens, kind-${index}`,
    quantity: '12345678.5',
    unit: 'tokens',
    unit_price_micros: '0.6',
    amount_micros: '7410000',
  })),
  subtotal_micros: '1234560000',
  tax_micros: '0',
  credit_micros: '0',
  payments: [],
  void_reason: null,
  ...more,
});

/** So many rows of an annex, each of 1.000001. */
export const annexRows = (count: number): AnnexRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p-${index}`,
    name: `Person ${index}`,
    events: 3,
    cost_micros: '1000001',
  }));

/** The text of a PDF, page by page. */
export function readPdf(bytes: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'steward-pdf-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return text.split('\f').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
