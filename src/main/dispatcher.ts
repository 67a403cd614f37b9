import type { z } from 'zod';
import type { AppError } from '../contract/errors.ts';
import { type MethodName, type MethodOutput, type Methods, methods, type Reply } from '../contract/ipc.ts';
import { detailsOf } from './api-client/input.ts';
import { diskProblem } from './lib/disk-problem.ts';
import { Failure } from './lib/failure.ts';
import { type Logger, reason } from './lib/logger.ts';
import { isPlainData } from './lib/plain-data.ts';

/** What does each method: it gets parsed input, and what it answers is parsed again before it leaves main. */
export type Handlers = {
  readonly [M in MethodName]: (input: z.output<Methods[M]['input']>) => MethodOutput<M> | Promise<MethodOutput<M>>;
};

interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly log: Logger;
  readonly maxConcurrent?: number;
}

export type Dispatch = (method: unknown, input: unknown) => Promise<Reply>;

const MAX_INPUT_BYTES = 1024 * 1024;
/** A table that is saved as a file is as large as the table. */
const LARGE_INPUT_BYTES: Partial<Record<MethodName, number>> = { 'files.save_text': 8 * 1024 * 1024 };
const MAX_DEPTH = 32;

const refuse = (message: string): Reply => ({ ok: false, error: { name: 'refused', message } });

const isMethod = (method: unknown): method is MethodName =>
  typeof method === 'string' && Object.hasOwn(methods, method);

function invalid(error: z.ZodError): AppError {
  const details = detailsOf(error);
  const [first] = details;
  const where = first === undefined || first.field === '' ? 'the input' : first.field;
  return { name: 'invalid', message: `Check ${where}: ${first?.message ?? 'it is not valid'}.`, details };
}

/**
 * The one door from the renderer into main. It distrusts what comes in (method, size, depth, shape) and what goes out,
 * and answers always: a value, or an error with a sentence for people.
 */
export function createDispatcher({ handlers, log, maxConcurrent = 200 }: DispatcherOptions): Dispatch {
  let running = 0;

  const run = async <M extends MethodName>(method: M, input: unknown): Promise<Reply> => {
    const schema = methods[method];
    const parsed = schema.input.safeParse(input);
    if (!parsed.success) return { ok: false, error: invalid(parsed.error) };
    try {
      const handle = handlers[method] as (input: unknown) => unknown;
      const value = schema.output.safeParse(await handle(parsed.data));
      if (value.success) return { ok: true, value: value.data };
      log.error({ method, details: detailsOf(value.error) }, 'a handler answered what the contract does not say');
    } catch (error) {
      if (error instanceof Failure) return { ok: false, error: error.error };
      const message = diskProblem(reason(error).code);
      if (message !== undefined) {
        log.error({ method, ...reason(error) }, 'the disk takes nothing');
        return { ok: false, error: { name: 'disk', message } };
      }
      log.error({ method, ...reason(error) }, 'a handler failed');
    }
    return {
      ok: false,
      error: { name: 'internal', message: 'Something went wrong in Steward itself. Its log says what. Try again.' },
    };
  };

  return async (method, input) => {
    if (!isMethod(method)) return refuse('Steward does not know this call.');
    if (running >= maxConcurrent) return refuse('Too many calls at once. Try again in a moment.');
    if (!isPlainData(input, { maxBytes: LARGE_INPUT_BYTES[method] ?? MAX_INPUT_BYTES, maxDepth: MAX_DEPTH }))
      return refuse('This call is larger than Steward takes, or not plain data.');
    running += 1;
    try {
      return await run(method, input);
    } finally {
      running -= 1;
    }
  };
}
