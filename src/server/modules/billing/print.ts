import { PdfLimitError, type PdfPrinter } from '../../billing/pdf-printer.ts';
import type { PdfJob } from '../../billing/pdf-worker.ts';
import { Problem } from '../../http/problem.ts';

/** Lays a document out. Throws Problem: `throttled` where it helps to ask again, `exceeds_limits` where it does not. */
export async function printDocument(printer: Pick<PdfPrinter, 'print'>, job: PdfJob): Promise<Uint8Array> {
  try {
    return await printer.print(job);
  } catch (error) {
    if (!(error instanceof PdfLimitError)) throw error;
    const { message, retryAfterSeconds } = error;
    if (retryAfterSeconds === null) throw new Problem('exceeds_limits', `${message}. Its CSV file has everything.`);
    throw new Problem('throttled', `${message}.`, [], retryAfterSeconds);
  }
}
