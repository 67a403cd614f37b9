import { failure } from '../lib/failure.ts';

/** How to find the proxy that the operating system wants for an address; null for none. */
export type SystemProxy = (url: string) => Promise<string | null>;

/**
 * The first usable entry of what Chromium's `resolveProxy` answers, such as "PROXY proxy.example:3128; DIRECT".
 * Throws `Failure` offline for a kind of proxy that we cannot use: going around it would not be what was asked for.
 */
export function firstProxy(rules: string): string | null {
  for (const rule of rules.split(';')) {
    const [kind = '', address = ''] = rule.trim().split(/\s+/);
    if (kind === 'DIRECT') return null;
    if (kind === 'PROXY') return `http://${address}`;
    if (kind === 'HTTPS') return `https://${address}`;
  }
  throw failure('offline', 'The system’s proxy is of a kind that Steward cannot use (SOCKS). Set one in the settings.');
}

/** Whether a host is named by `NO_PROXY`: exactly, as a parent domain, or by `*`. */
function isExcepted(host: string, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((name) => name.toLowerCase().replace(/^\*?\./, ''))
    .some((name) => name === '*' || host === name || host.endsWith(`.${name}`));
}

/** The proxy that the environment names, as other command-line programs read it. */
export function environmentProxy(env: NodeJS.ProcessEnv): SystemProxy {
  const value = (name: string) => env[name.toLowerCase()] || env[name] || '';
  return async (url) => {
    const { protocol, hostname } = new URL(url);
    if (isExcepted(hostname, value('NO_PROXY'))) return null;
    const proxy = (protocol === 'https:' ? value('HTTPS_PROXY') : value('HTTP_PROXY')) || value('ALL_PROXY');
    if (proxy === '') return null;
    const parsed = URL.parse(proxy.includes('://') ? proxy : `http://${proxy}`);
    return parsed === null ? null : parsed.href;
  };
}
