export const SCHEME = 'app';
const HOST = 'steward';
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Whether a URL belongs to our page. Node's `origin` is "null" for schemes of one's own, so its parts are compared. */
export function isPageUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${SCHEME}:` && parsed.host === HOST;
}
