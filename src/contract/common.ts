import { z } from 'zod';
import { ACTION_NAMES, APP_ACTION_NAMES, PLAN_IDS, ROLE_IDS, TEAM_PERMISSION_IDS } from './permissions.ts';

/** Ids appear in URLs: lower-case letters, digits, `-` and `_`, starting with a letter or digit, 1 to 48 characters. */
export const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,47}$/,
    'use 1 to 48 lower-case letters, digits, "-" or "_", starting with a letter or digit',
  );

const RESERVED_IDS = new Set(['me', 'organizations', 'users', 'sessions', 'new', 'overview', 'openapi']);

/** An id that somebody chooses: like `id`, but not a word that the API itself uses in paths. */
export const newId = id.refine((value) => !RESERVED_IDS.has(value), 'is a reserved word');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what names may not have
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/**
 * Joiners where writing needs them: between the parts of one emoji, and between letters of scripts that join. Anywhere
 * else they only make two names look the same.
 */
const JOINERS =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=[\p{L}\p{M}])/gu;

const isPlain = (text: string): boolean => !CONTROL.test(text.replace(JOINERS, ''));

/** One line of text for people: trimmed, 1 to `max` characters, no control or direction-changing characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .refine(isPlain, 'contains control characters')
    .transform((value) => value.normalize('NFC'));

/** Like `line`, and may be empty. */
export const optionalLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `is longer than ${max} characters`)
    .refine(isPlain, 'contains control characters')
    .transform((value) => value.normalize('NFC'));

/** An e-mail address, lower-cased: we compare addresses without case. */
export const email = z
  .string()
  .trim()
  .max(254, 'is longer than 254 characters')
  .pipe(z.email('is not an e-mail address'))
  .transform((value) => value.toLowerCase());

/** RFC 3339 in UTC with microseconds, as the API answers it. */
export const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

/** RFC 3339 as a caller may write it: with an offset, to the microsecond, years 0001 to 9999. */
export const timeInput = z.iso.datetime({ offset: true }).refine((value) => {
  const year = new Date(value).getUTCFullYear();
  return year >= 1 && year <= 9999;
}, 'is not within the years 0001 to 9999 in UTC');

export const roleId = z.enum(ROLE_IDS);
export const planId = z.enum(PLAN_IDS);
export const permissionId = z.enum(TEAM_PERMISSION_IDS);

/** What the caller may do with a record: the interface shows what these allow. */
export const abilities = z.record(z.string(), z.boolean());
export type Abilities = z.infer<typeof abilities>;

/** An action on one app and its content. */
export const appAction = z.enum(APP_ACTION_NAMES);

/** A token's scopes: everything, reading only, or action names. */
export const scope = z.enum(['*', 'read', ...ACTION_NAMES]);

/** An image as a data URL, at most 400 kB: PNG, JPEG or WebP. */
export const image = z
  .string()
  .max(400_000)
  .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/, 'is not a PNG, JPEG or WebP data URL');

export const userParams = z.strictObject({ user_id: id });
export const orgParams = z.strictObject({ org_id: id });

/** Query numbers come as text; a form such as `1e3` or an empty text is refused. */
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .or(z.number().int().min(min).max(max));

export const flag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .or(z.boolean());

/** The query of every list: `page` from 1 or `cursor`, and `per_page` (default 128, at most 1000). */
export const pageQuery = {
  page: wholeNumber(1, 1_000_000).optional(),
  per_page: wholeNumber(1, 1000).optional(),
  /** A name as it is sorted can be many times as long as it is written, and a cursor holds one. */
  cursor: z.string().max(8192).optional(),
} as const;
export const DEFAULT_PER_PAGE = 128;

/** Free text to look for. */
export const search = z
  .string()
  .trim()
  .max(200, 'is longer than 200 characters')
  .refine(isPlain, 'contains control characters')
  .optional();
