import { createHash } from 'node:crypto';
import tls from 'node:tls';
import type { Dispatcher } from 'undici';
import type { ProxySetting } from '../../contract/ipc.ts';
import { Failure } from '../lib/failure.ts';
import type { SystemProxy } from './system-proxy.ts';

/**
 * How main reaches servers: through the proxy that the settings name, trusting the public certificate authorities, the
 * machine's, and the company's own. There is no way to go on with a certificate that none of them signed.
 */
export interface Transport {
  readonly fetch: typeof fetch;
  /** `fetch` with another proxy than the settings', to try it. */
  through(proxy: ProxySetting): typeof fetch;
  close(): Promise<void>;
}

interface TransportOptions {
  readonly proxy: () => ProxySetting;
  readonly systemProxy: SystemProxy;
  /** PEM of the authorities that are trusted beside the usual ones. */
  readonly authorities: () => readonly string[];
}

type Undici = typeof import('undici');

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an origin is this machine, which no proxy is between. */
export const isLoopback = (url: string | URL): boolean => LOOPBACK.has(new URL(url).hostname);

/** Since Node 22.15: older runtimes trust their own list only. */
const CAN_READ_SYSTEM = 'getCACertificates' in tls;

/** The authorities of this Node and of the machine: where Node can read the machine's, a company's are often there. */
function usualAuthorities(): readonly string[] {
  if (!CAN_READ_SYSTEM) return tls.rootCertificates;
  return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
}

/** Keeps one pool of connections per proxy and set of authorities; a change of settings is followed at once. */
export function createTransport({ proxy, systemProxy, authorities }: TransportOptions): Transport {
  const agents = new Map<string, Dispatcher>();
  let usual: readonly string[] | undefined;

  const security = (own: readonly string[]) => {
    usual ??= usualAuthorities();
    return { rejectUnauthorized: true, ca: [...new Set([...usual, ...own])] };
  };
  const agentFor = ({ Agent, ProxyAgent }: Undici, uri: string | null): Dispatcher => {
    const own = authorities();
    const key = `${uri ?? ''} ${createHash('sha256').update(own.join()).digest('hex')}`;
    const found = agents.get(key);
    if (found !== undefined) return found;
    const secure = security(own);
    const made =
      uri === null ? new Agent({ connect: secure }) : new ProxyAgent({ uri, requestTls: secure, proxyTls: secure });
    agents.set(key, made);
    return made;
  };
  const proxyFor = async (setting: ProxySetting, url: URL): Promise<string | null> => {
    if (isLoopback(url) || setting.mode === 'direct') return null;
    return setting.mode === 'manual' ? setting.url : systemProxy(url.origin);
  };
  const fetchWith = (setting: () => ProxySetting): typeof fetch => {
    const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const url = new URL(input instanceof Request ? input.url : input);
      // The workspace on this machine needs neither proxy nor certificates, and a start is not to wait for them.
      if (url.protocol === 'http:' && isLoopback(url)) return fetch(url, init);
      const proxyUrl = await proxyFor(setting(), url);
      const undici = await import('undici');
      const dispatcher = agentFor(undici, proxyUrl);
      // The same standard on both sides; only the two declarations differ.
      const options = { ...init, dispatcher } as unknown as Parameters<Undici['fetch']>[1];
      return (await undici.fetch(url, options)) as unknown as Response;
    };
    return send;
  };

  return {
    fetch: fetchWith(proxy),
    through: (setting) => fetchWith(() => setting),
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
      agents.clear();
    },
  };
}

/** Why a proxy did not lead anywhere, if that is what a failed fetch means. */
export function proxyProblem(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof Failure) return at.error.message;
    const [, status] = /^Proxy response \((\d+)\)/.exec(at.message) ?? [];
    if (status === '407') return 'The proxy asks for a user name and a password, which Steward does not have.';
    if (status !== undefined) return `The proxy refused the connection (${status}).`;
  }
  return undefined;
}
