import type { Event } from '../../contract/ipc.ts';
import { knownPath } from '../../contract/pages.ts';

/** The scheme that Steward registers with the system: links in e-mails and chats open the app. */
export const LINK_SCHEME = 'steward';

export type Place = Omit<Extract<Event, { type: 'go' }>, 'type' | 'account_id'>;

const MAX_LENGTH = 500;
const MAX_PARAMETERS = 10;
const NAME = /^[a-z][a-z0-9_]{0,29}$/;
/** One line of text: what a filter in the address can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what a link may not have
const VALUE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,200}$/;

function searchOf(parameters: URLSearchParams): Record<string, string> | undefined {
  const entries = [...parameters];
  const names = new Set(entries.map(([name]) => name));
  if (entries.length > MAX_PARAMETERS || names.size !== entries.length) return undefined;
  if (!entries.every(([name, value]) => NAME.test(name) && VALUE.test(value))) return undefined;
  return Object.fromEntries(entries);
}

/**
 * The page that a `steward://` link names, or undefined for everything that is not exactly such a link. A link only
 * leads somewhere: it carries no credentials, does nothing by itself, and its parameters are filters that the page
 * checks again.
 */
export function parseLink(text: string): Place | undefined {
  if (text.length > MAX_LENGTH || !text.startsWith(`${LINK_SCHEME}://`)) return undefined;
  const url = URL.parse(text);
  if (url === null || url.protocol !== `${LINK_SCHEME}:`) return undefined;
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return undefined;
  const search = searchOf(url.searchParams);
  // Ids and pages are plain: nothing that needs an escape names a page. Before `URL` has resolved dots away.
  const [given = ''] = text.slice(`${LINK_SCHEME}://`.length).split('?');
  if (search === undefined || !/^[A-Za-z0-9_/-]*$/.test(given)) return undefined;
  const path = `/${given.replace(/\/$/, '')}`;
  const [, invitation] = /^\/invitations\/([0-9a-f-]{36})$/.exec(path) ?? [];
  if (invitation !== undefined) return { path: '/invitations', search: { ...search, invitation } };
  return knownPath(path) === null ? undefined : { path, search };
}

/** The link among a command line's arguments, as Windows and Linux start an app for one. */
export function linkAmong(argv: readonly string[]): Place | undefined {
  for (const argument of argv) {
    const place = parseLink(argument);
    if (place !== undefined) return place;
  }
  return undefined;
}
