import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Route, routeUrl } from '../../contract/route.ts';
import { Failure, failure } from '../lib/failure.ts';
import { badAnswer, readAnswer } from './answer.ts';
import type { ParsedInput } from './input.ts';
import { HTTP_LIMITS, type HttpLimits } from './limits.ts';
import { networkProblem, tooLate } from './network-error.ts';
import { readText } from './read-text.ts';
import { receive } from './receive.ts';

export interface HttpRequest {
  readonly origin: string;
  readonly route: Route;
  readonly input: ParsedInput;
  /** None for a route that anyone may call. */
  readonly token?: string;
  /** What people call this backend; its host unless given. */
  readonly name?: string;
  /** For a change that may be asked for again later; one of its own unless given. */
  readonly idempotencyKey?: string | undefined;
}

export interface HttpAnswer {
  readonly data: Record<string, unknown>;
  readonly latencyMs: number;
}

/** The HTTP API, one call at a time. Throws `Failure` only. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Begins a download: the answer's bytes, as they are taken. */
  download(request: HttpRequest): Promise<{ readonly chunks: AsyncIterable<Uint8Array>; readonly latencyMs: number }>;
  /** Whether a backend answers at that origin. Never throws. */
  isAlive(origin: string, limitMs: number): Promise<boolean>;
}

interface HttpOptions {
  readonly fetch?: typeof fetch;
  readonly version: string;
  readonly limits?: Partial<HttpLimits>;
}

const health = z.object({ status: z.unknown().refine((value) => value !== undefined) });

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** True for a call that changes something: its failure has to say whether it was made. */
export const isChange = (route: Route): boolean => !route.reads;

/** Only these may be sent twice: reads, and POSTs, which their idempotency key makes one. */
const isRepeatable = (route: Route): boolean => route.reads || route.method === 'POST';

function headersFor(request: HttpRequest, version: string, idempotencyKey: string, hasBody: boolean): Headers {
  const headers = new Headers({ accept: 'application/json', 'user-agent': `Steward/${version}` });
  if (hasBody) headers.set('content-type', 'application/json');
  if (request.token !== undefined) headers.set('authorization', `Key ${request.token}`);
  if (request.route.method === 'POST' && isChange(request.route)) headers.set('idempotency-key', idempotencyKey);
  return headers;
}

function bodyFor({ route, input }: HttpRequest): string | undefined {
  if (route.method === 'GET' || Object.keys(route.body.shape).length === 0) return undefined;
  const body = JSON.stringify(input.body);
  if (Buffer.byteLength(body) > route.bodyLimit)
    throw failure(
      'invalid',
      `This is larger than the ${Math.round(route.bodyLimit / 1024)} kB that the backend takes.`,
    );
  return body;
}

/** Speaks HTTP with backends: no redirects followed, everything bounded in time and size. */
export function createHttp({ fetch: fetcher = fetch, version, limits: given }: HttpOptions): Http {
  const limits = { ...HTTP_LIMITS, ...given };

  /** Sends the request and answers once the answer begins. */
  const begin = async (request: HttpRequest, headers: Headers, body: string | undefined) => {
    const { route, input, origin } = request;
    const controller = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      controller.abort();
    }, limits.answerMs);
    const begun = performance.now();
    try {
      const response = await fetcher(new URL(routeUrl(route, input.params, input.query), origin), {
        method: route.method,
        headers,
        body,
        // A redirect could carry the token to another place, so that none is followed.
        redirect: 'manual',
        signal: controller.signal,
      });
      clearTimeout(timer);
      const latencyMs = Math.round(performance.now() - begun);
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        controller.abort();
        throw badAnswer('it redirects to another address');
      }
      return { response, latencyMs, abort: () => controller.abort() };
    } catch (error) {
      if (late) throw tooLate(request.name ?? new URL(origin).host, isChange(route));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const attempt = async (request: HttpRequest, headers: Headers, body: string | undefined): Promise<HttpAnswer> => {
    const { response, latencyMs, abort } = await begin(request, headers, body);
    const text = await readText(response, limits, abort);
    return { data: readAnswer(request.route, response, text), latencyMs };
  };

  const download: Http['download'] = async (request) => {
    const body = bodyFor(request);
    const headers = headersFor(request, version, randomUUID(), body !== undefined);
    headers.set('accept', '*/*');
    const host = request.name ?? new URL(request.origin).host;
    try {
      const { response, latencyMs, abort } = await begin(request, headers, body);
      if (response.ok) return { chunks: receive(response, limits, host, abort), latencyMs };
      readAnswer(request.route, response, await readText(response, limits, abort));
      throw badAnswer(`HTTP ${response.status}`);
    } catch (error) {
      throw error instanceof Failure ? error : networkProblem(error, host, false).failure;
    }
  };

  return {
    download,
    send: async (request) => {
      const { route } = request;
      const body = bodyFor(request);
      const headers = headersFor(request, version, request.idempotencyKey ?? randomUUID(), body !== undefined);
      const host = request.name ?? new URL(request.origin).host;
      try {
        return await attempt(request, headers, body);
      } catch (first) {
        if (first instanceof Failure) throw first;
        const problem = networkProblem(first, host, isChange(route));
        // A connection that was never made is not worth another wait; one that broke is.
        if (!isRepeatable(route) || !problem.sent) throw problem.failure;
      }
      await pause(limits.retryMs);
      try {
        return await attempt(request, headers, body);
      } catch (second) {
        throw second instanceof Failure ? second : networkProblem(second, host, isChange(route)).failure;
      }
    },
    isAlive: async (origin, limitMs) => {
      try {
        const signal = AbortSignal.timeout(limitMs);
        const response = await fetcher(new URL('/healthz', origin), { redirect: 'manual', signal });
        const text = await readText(response, { ...limits, maxBytes: 65_536 }, () => undefined);
        // The page that a train's network answers everything with is no backend.
        return response.status === 200 && health.safeParse(JSON.parse(text)).success;
      } catch {
        return false;
      }
    },
  };
}
