import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from our own page at all. A name of somebody else's that points at this machine (DNS
 * rebinding) shows in `Host`; another site's page shows in `Origin` and `Sec-Fetch-Site`.
 */
export function isOwnRequest(headers: IncomingHttpHeaders, origin: string): boolean {
  if (headers.host !== new URL(origin).host) return false;
  if (headers.origin !== undefined && headers.origin !== origin) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** A call of the bridge: only a script of our page can send this header, and it always sends its origin. */
export function isBridgeCall(headers: IncomingHttpHeaders, origin: string): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return headers.origin === origin && headers['x-steward-bridge'] === '1' && type === 'application/json';
}
