import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PdfAnswer, PdfJob } from './pdf-worker.ts';

/** The document was not laid out: too many wait, it took too long, or it needs more memory than there may be. */
export class PdfLimitError extends Error {
  /** Null where asking again cannot help. */
  readonly retryAfterSeconds: number | null;
  constructor(message: string, retryAfterSeconds: number | null) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface PdfPrinter {
  /** The document as a PDF file. Throws PdfLimitError, and what the layout throws. */
  print(job: PdfJob): Promise<Uint8Array>;
  /** Ends the thread; what waits is refused. */
  close(): Promise<void>;
}

export interface PdfLimits {
  /** How many documents may wait beside the one that is laid out. */
  readonly waiting: number;
  readonly timeMs: number;
  /** What a thread without work costs in memory is given back after so long. */
  readonly idleMs: number;
  readonly memoryMb: number;
}

export const PDF_LIMITS: PdfLimits = { waiting: 16, timeMs: 60_000, idleMs: 30_000, memoryMb: 512 };

/** Beside this file both as a source and as built. */
const ENTRY = join(import.meta.dirname, `pdf-worker${extname(import.meta.filename)}`);

const asLimit = (error: Error): Error =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new PdfLimitError('The document is too large for a PDF', null)
    : error;

interface Waiting {
  readonly job: PdfJob;
  resolve(file: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * Lays documents out in a thread of its own: thousands of rows take seconds, in which the server answers others. One
 * thread, one document at a time: a second would only take the processor from the first.
 */
export function createPdfPrinter(limits: PdfLimits = PDF_LIMITS): PdfPrinter {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;

  const stopWorker = async (): Promise<void> => {
    clearTimeout(timer);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };
  const settle = (answer: PdfAnswer): void => {
    clearTimeout(timer);
    const done = current;
    current = null;
    worker?.unref();
    if ('file' in answer) done?.resolve(answer.file);
    else done?.reject(answer.error);
    next();
  };
  const fail = (error: Error): void => {
    void stopWorker();
    settle({ error });
  };
  const start = (): Worker => {
    const made = new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb } });
    made.unref();
    // One that was given up for its time has nothing to say any more.
    made.on('message', (answer: PdfAnswer) => made === worker && settle(answer));
    made.on('error', (error) => made === worker && fail(asLimit(error)));
    made.on('exit', (code) => made === worker && fail(new Error(`the thread for documents ended with ${code}`)));
    return made;
  };
  const next = (): void => {
    if (current !== null) return;
    const waiting = queue.shift();
    if (waiting === undefined) {
      timer = setTimeout(() => void stopWorker(), limits.idleMs);
      timer.unref();
      return;
    }
    clearTimeout(timer);
    current = waiting;
    worker ??= start();
    worker.ref();
    worker.postMessage(waiting.job);
    const seconds = Math.ceil(limits.timeMs / 1000);
    timer = setTimeout(
      () => fail(new PdfLimitError(`The PDF was not ready after ${seconds} seconds`, 60)),
      limits.timeMs,
    );
    timer.unref();
  };
  return {
    print: (job) =>
      new Promise((resolve, reject) => {
        if (queue.length >= limits.waiting) {
          reject(new PdfLimitError(`${queue.length} other documents wait for their PDF`, 10));
          return;
        }
        queue.push({ job, resolve, reject });
        next();
      }),
    close: async () => {
      const error = new PdfLimitError('The server stops', 10);
      for (const { reject } of queue.splice(0)) reject(error);
      current?.reject(error);
      current = null;
      await stopWorker();
    },
  };
}
