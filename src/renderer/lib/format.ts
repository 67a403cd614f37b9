import type { AppError } from '../../contract/errors.ts';
import { ROLE_IDS, ROLES, type RoleId, type RoleText } from '../../contract/permissions.ts';
import { clock } from './clock.ts';
import { byLocale } from './locale.ts';

const grouped = byLocale((locale) => new Intl.NumberFormat(locale));
const compact = byLocale((locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }));

/** A number with its digits grouped: 1,204. */
export const formatNumber = (value: number): string => grouped().format(value);
/** A number for where there is little room: 1.2K. */
export const formatCompact = (value: number): string => compact().format(value);

const percentage = byLocale((locale) => {
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { style: 'percent', ...options });
  return {
    whole: format({ maximumFractionDigits: 0 }),
    exact: format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    change: format({ maximumFractionDigits: 0, signDisplay: 'exceptZero' }),
    exactChange: format({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
  };
});

/** Percent as the locale writes it: "50%"; exact to one decimal, "12.5%"; a change with its sign, "+12%". */
export const formatPercent = (percent: number, style: 'whole' | 'exact' | 'change' | 'exactChange' = 'whole'): string =>
  percentage()[style].format(percent / 100);

/** "1 person", "1,204 people". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

export const toMillis = (time: string | number | Date): number => new Date(time).getTime();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  [DAY, 30 * DAY, 'day'],
  [HOUR, DAY, 'hour'],
  [MINUTE, HOUR, 'minute'],
] as const;

const shortDate = byLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
const longDate = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
);

/** "just now" (also for what is less than a minute ahead), "3 hours ago", "in 2 days", "4 Mar" or "4 Mar 2024". */
export function relativeTime(time: string | number | Date, now: number = clock.now()): string {
  const at = toMillis(time);
  const distance = Math.abs(at - now);
  // The clock of the page ticks once a minute: what happened since lies ahead of it.
  if (distance < MINUTE) return 'just now';
  for (const [size, below, name] of UNITS) {
    if (distance < size || distance >= below) continue;
    // What was is at least as old as it says; what comes is named by the nearest: a new week is "in 7 days".
    return at > now
      ? `in ${plural(Math.round(distance / size), name)}`
      : `${plural(Math.floor(distance / size), name)} ago`;
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? shortDate : longDate)().format(at);
}

const exact = byLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
);
const hourAndMinute = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);

/** The whole truth, for the tooltip of a relative time. */
export const exactTime = (time: string | number | Date): string => exact().format(toMillis(time));
/** The time of day: 14:02. */
export const clockTime = (time: string | number | Date): string => hourAndMinute().format(toMillis(time));

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A letter that nothing can combine with; asking the segmenter takes a hundred times as long. */
const PLAIN_START = /^[!-~](?:[ -~]|$)/;
const firstGrapheme = (text: string): string =>
  PLAIN_START.test(text) ? text.charAt(0) : (graphemes.segment(text)[Symbol.iterator]().next().value?.segment ?? '');

/** Up to two letters for somebody or something without a picture. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = '?', ...others] = words;
  const last = others.at(-1);
  return (firstGrapheme(first) + (last === undefined ? '' : firstGrapheme(last))).toLocaleUpperCase();
}

interface Named {
  readonly first_name: string;
  readonly last_name: string;
}

/** A person's name as one reads it. */
export const fullName = ({ first_name, last_name }: Named): string => `${first_name} ${last_name}`.trim();

/** The colours that an organization can have. State has its own, so none of those is here. */
export const HUES = [
  'indigo',
  'brown',
  'plum',
  'orange',
  'cyan',
  'crimson',
  'grass',
  'violet',
  'teal',
  'pink',
  'purple',
  'tomato',
] as const;
export type Hue = (typeof HUES)[number];

/** The colour of an organization, always the same for its id. */
export function hueOf(id: string): Hue {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  // FNV's low bits repeat for similar ids; mixing spreads "team-a", "team-b" over the colours.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return HUES[(hash >>> 8) % HUES.length] ?? 'indigo';
}

export const roleName = (role: RoleId): string => ROLES[role].name;
export const roleText = (role: RoleId): RoleText => ROLES[role];
export const roleOptions: readonly { readonly value: RoleId; readonly label: string; readonly hint: string }[] =
  ROLE_IDS.map((value) => ({ value, label: ROLES[value].name, hint: ROLES[value].summary }));

const sentence = (text: string): string => {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const start = trimmed.charAt(0).toLocaleUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
};

/** What a problem with one field reads like below that field: "is empty" becomes "It is empty." */
export const fieldMessage = (message: string): string =>
  sentence(/^(is|has|must|may|contains|does)\b/.test(message) ? `it ${message}` : message);

/** The problem that an error names for a field whose dotted path ends with `name`. */
export function fieldProblem(error: AppError | null | undefined, name: string): string | undefined {
  const detail = error?.details?.find(({ field }) => field === name || field.endsWith(`.${name}`));
  return detail === undefined ? undefined : fieldMessage(detail.message);
}

/** `body.organizations.0.billing_email` as people call it: "billing email". */
const fieldName = (path: string): string =>
  (path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path).replaceAll('_', ' ');

/** An error in a sentence or two, for a toast or a line below a form. Paths of fields become their names. */
export function errorSentence({ message, details = [] }: AppError): string {
  const namesPath = /^(body|query|params|header)[. ]/.test(message);
  if (namesPath && details.length > 0)
    return details.map(({ field, message: why }) => sentence(`${fieldName(field)} ${why}`)).join(' ');
  return sentence(message);
}
