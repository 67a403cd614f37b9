import { type Failure, failure } from '../lib/failure.ts';
import { proxyProblem } from '../network/transport.ts';

/** The codes of a connection that was never made: whatever was asked has certainly not happened. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    const first = at instanceof AggregateError ? at.errors[0] : undefined;
    if (first !== undefined) return codeOf(first);
  }
  return '';
};

/** What a failed fetch means. `sent`: the request may have reached the backend. */
export interface NetworkProblem {
  readonly sent: boolean;
  readonly code: string;
  readonly failure: Failure;
}

const isCertificate = (code: string) => /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code);

/** Tells a connection that was never made from one that broke. `changes`: the call was to change something. */
export function networkProblem(error: unknown, host: string, changes: boolean): NetworkProblem {
  const code = codeOf(error);
  if (isCertificate(code))
    return {
      sent: false,
      code,
      failure: failure(
        'offline',
        `No secure connection to ${host}: its certificate is not trusted (${code}). Nothing was sent.`,
      ),
    };
  const proxy = proxyProblem(error);
  if (proxy !== undefined)
    return { sent: false, code, failure: failure('offline', `${host} cannot be reached. ${proxy} Nothing was sent.`) };
  if (NEVER_CONNECTED.has(code)) return { sent: false, code, failure: offline(host, changes) };
  return {
    sent: true,
    code,
    failure: failure(
      'offline',
      changes
        ? `The connection to ${host} broke before the answer came. Look whether the change was made before you try again.`
        : `The connection to ${host} broke before the answer came. Try again.`,
    ),
  };
}

/** No connection can be made. */
export const offline = (host: string, changes: boolean): Failure =>
  failure(
    'offline',
    changes
      ? `You are offline: ${host} cannot be reached. Nothing was changed. Try again when you are connected.`
      : `You are offline: ${host} cannot be reached. Try again when you are connected.`,
  );

/** A connection, but no answer in time. */
export const tooLate = (host: string, changes: boolean): Failure =>
  failure(
    'timeout',
    changes
      ? `${host} did not answer in time. Look whether the change was made before you try again.`
      : `${host} did not answer in time. Try again.`,
  );
