import { expect, it, onTestFinished } from 'vitest';
import { annexRows, exampleInvoice, readPdf } from '../testing/example-invoice.ts';
import { PRINTED_ROWS } from './invoice-pdf.ts';
import { createPdfPrinter, PDF_LIMITS, PdfLimitError, type PdfLimits } from './pdf-printer.ts';
import type { PdfJob } from './pdf-worker.ts';

function printerWith(limits: Partial<PdfLimits>) {
  const printer = createPdfPrinter({ ...PDF_LIMITS, ...limits });
  onTestFinished(() => printer.close());
  return printer;
}

const job = (members: number): PdfJob => ({
  type: 'invoice',
  invoice: exampleInvoice(1),
  annexes: { members: annexRows(members), teams: [], apps: [] },
});

it('lays documents out one after the other, and refuses those beyond what may wait', async () => {
  const printer = printerWith({ waiting: 1 });
  const first = printer.print(job(1));
  const second = printer.print(job(2));
  await expect(printer.print(job(3))).rejects.toMatchObject({ retryAfterSeconds: 10 });
  const texts = (await Promise.all([first, second])).map((file) => readPdf(file).join());
  expect(texts.map((text) => text.match(/Person \d+/g)?.length)).toEqual([1, 2]);
  expect(readPdf(await printer.print(job(3))).join()).toContain('3.000003');
});

it('goes on while thousands of rows are laid out: their time runs out, and the next document is made', async () => {
  const limits = { ...PDF_LIMITS, timeMs: 100 };
  const printer = createPdfPrinter(limits);
  onTestFinished(() => printer.close());
  // In this thread the timer could only fire once the file was there.
  await expect(printer.print(job(PRINTED_ROWS))).rejects.toThrow(PdfLimitError);
  limits.timeMs = PDF_LIMITS.timeMs;
  expect(readPdf(await printer.print(job(1)))).toHaveLength(1);
});

it('says that a document needs more memory than there may be', async () => {
  const printer = printerWith({ memoryMb: 12 });
  await expect(printer.print(job(PRINTED_ROWS))).rejects.toMatchObject({ retryAfterSeconds: null });
});

it('starts a thread again after one was given back', async () => {
  const printer = printerWith({ idleMs: 0 });
  for (const _ of [1, 2]) {
    expect((await printer.print(job(1))).length).toBeGreaterThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

it('prints the dearest rows of an annex, and says how many more there are and what they cost', async () => {
  const pages = readPdf(await printerWith({}).print(job(PRINTED_ROWS + 2)));
  const text = pages.join('\n');
  expect(text).toContain(`Person ${PRINTED_ROWS - 1}`);
  expect(text).not.toContain(`Person ${PRINTED_ROWS}\n`);
  expect(text).toMatch(/2 more, in the CSV file\s+6\s+2\.000002/);
  expect(text).toMatch(/Usage before rounding\s+2,502\.002502/);
});
