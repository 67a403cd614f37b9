import { expect, it } from 'vitest';
import { PdfLimitError } from '../../billing/pdf-printer.ts';
import { billedOrganization, use } from '../../testing/billing-world.ts';
import { annexRows, exampleInvoice } from '../../testing/example-invoice.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { printDocument } from './print.ts';

onEachEngine('the files of an invoice', (world) => {
  it('are whole for many who ask at once, while the server answers others', async () => {
    const billed = await billedOrganization(world);
    const { org_id, admin } = billed;
    const timestamp = await world.now();
    await use(world, billed, [{ id: 'a', timestamp, user_id: admin.id, category: 'search', quantity: '1000' }]);
    const month = timestamp.slice(0, 7);
    const input = { params: { org_id, invoice_id: month } };
    const files = Array.from({ length: 8 }, () => world.call('invoices.pdf', admin, input));
    const invoice = await world.ok('invoices.get', admin, input);
    for (const { http, text, headers } of await Promise.all(files))
      expect([http, text.slice(0, 5), headers['content-type']]).toEqual([200, '%PDF-', 'application/pdf']);
    const csv = await world.call('invoices.csv', admin, input);
    expect(csv.text).toContain(`draft ${month},by member,${admin.id}`);
    expect(invoice.invoice.status).toBe('draft');
    expect(await world.refusal('invoices.pdf', admin, { params: { org_id, invoice_id: '2019-01' } })).toBe('404/11101');
  });
});

it.each([
  [10, { status: 'throttled', retryAfterSeconds: 10 }],
  [null, { status: 'exceeds_limits', message: 'Too much. Its CSV file has everything.' }],
])('a layout that is given up is a refusal (again in %s seconds)', async (seconds, problem) => {
  const printer = { print: () => Promise.reject(new PdfLimitError('Too much', seconds)) };
  const annexes = { members: annexRows(1), teams: [], apps: [] };
  const job = { type: 'invoice', invoice: exampleInvoice(1), annexes } as const;
  await expect(printDocument(printer, job)).rejects.toMatchObject(problem);
});
