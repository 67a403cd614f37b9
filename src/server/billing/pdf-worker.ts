import { parentPort } from 'node:worker_threads';
import type { Consolidated, Invoice } from '../../contract/api/invoices.ts';
import { consolidatedPdf } from './consolidated-pdf.ts';
import type { Annexes } from './invoice-csv.ts';
import { invoicePdf } from './invoice-pdf.ts';

/** What a document is made of, as it crosses to the thread that lays it out. */
export type PdfJob =
  | { readonly type: 'invoice'; readonly invoice: Invoice; readonly annexes: Annexes }
  | { readonly type: 'consolidated'; readonly bill: Consolidated };

/** What the thread answers: the file, or what went wrong. */
export type PdfAnswer = { readonly file: Uint8Array } | { readonly error: Error };

const make = (job: PdfJob): Promise<Uint8Array> =>
  job.type === 'invoice' ? invoicePdf(job.invoice, job.annexes) : consolidatedPdf(job.bill);

/** The entry of the thread: one job after the other, since its owner sends the next one when it has the answer. */
parentPort?.on('message', (job: PdfJob) => {
  make(job).then(
    (file) => parentPort?.postMessage({ file } satisfies PdfAnswer),
    (error: unknown) => parentPort?.postMessage({ error: error as Error } satisfies PdfAnswer),
  );
});
