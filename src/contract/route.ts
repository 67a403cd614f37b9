import { z } from 'zod';
import { siloOpenings } from './access.ts';
import { time } from './common.ts';
import type { Action, AppAction } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
type ObjectSchema = z.ZodObject;
export const nothing = z.strictObject({});
export type Nothing = typeof nothing;

/**
 * Who may call a route, asked of the access engine and never of a role's name:
 * `anyone` needs no key; `caller` needs one, and the handler decides what its person may see; `self` is the person whose
 * id stands in `{user_id}`; `owner` is that person, or an organization in which the caller may do `action`;
 * `organization` is a member of `{org_id}` who may do `action`; `app` is whoever may do `action` on `{app_id}` of
 * `{user_id}` by any path; `apps` is whoever can see something of `{user_id}`, and the handler asks about each app.
 */
export type Access =
  | { readonly for: 'anyone' }
  | { readonly for: 'caller' }
  | { readonly for: 'self' }
  | { readonly for: 'owner'; readonly action: Action }
  | { readonly for: 'app'; readonly action: AppAction }
  | { readonly for: 'apps' }
  | { readonly for: 'organization'; readonly action: Action };

export interface Route<
  P extends ObjectSchema = ObjectSchema,
  Q extends ObjectSchema = ObjectSchema,
  B extends ObjectSchema = ObjectSchema,
  A extends ObjectSchema = ObjectSchema,
> {
  readonly name: string;
  readonly method: Method;
  /** As published, with `{param}` placeholders. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The answer without its `status`. */
  readonly answer: A;
  /** Main keeps the answer, encrypted, for use without a connection. Only for GET and searches. */
  readonly offline: boolean;
  /** The answer holds a secret: never cached, never logged. */
  readonly secret: boolean;
  /** Only main may call it: the renderer asks for the account operation instead. */
  readonly mainOnly: boolean;
  /** A POST that reads (a search). It takes no idempotency key and opens no writing transaction. */
  readonly reads: boolean;
  /** It answers a file instead of JSON: main saves it where the person says. */
  readonly download: boolean;
  /** It cannot change who reaches what, such as metering: no silo is looked at before and after. */
  readonly keepsAccess: boolean;
  /**
   * Whether a change holds its organization's lock. `none` only where no rule over all of the organization's rows can
   * break and the rows themselves settle who comes first, such as metering.
   */
  readonly lock: 'organization' | 'none';
  /**
   * Takes `If-Match`: the `modified_at` of the one record that it changes, as the caller last read it. Where the record
   * has changed since, nothing is done and the answer is `precondition_failed`.
   */
  readonly versioned: boolean;
  /** The largest body in bytes. */
  readonly bodyLimit: number;
}

interface RouteSpec<P extends ObjectSchema, Q extends ObjectSchema, B extends ObjectSchema, A extends ObjectSchema> {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  offline?: boolean;
  secret?: boolean;
  mainOnly?: boolean;
  reads?: boolean;
  download?: boolean;
  keepsAccess?: boolean;
  lock?: 'organization' | 'none';
  versioned?: boolean;
  bodyLimit?: number;
}

const DEFAULT_BODY_LIMIT = 256 * 1024;

/** Every change says what it opened of the organization's silos: `openingsOf` reads it. */
const withOpenings = <A extends ObjectSchema>(answer: A): A =>
  answer.extend({ silo_openings: siloOpenings.optional() }) as unknown as A;

/** Declares one operation of the API. Server, main and renderer take their types and their checks from it. */
export function defineRoute<
  P extends ObjectSchema = Nothing,
  Q extends ObjectSchema = Nothing,
  B extends ObjectSchema = Nothing,
  A extends ObjectSchema = Nothing,
>(name: string, spec: RouteSpec<P, Q, B, A>): Route<P, Q, B, A> {
  const reads = spec.reads ?? spec.method === 'GET';
  const keepsAccess = reads || spec.keepsAccess === true;
  return {
    name,
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    access: spec.access,
    params: spec.params ?? (nothing as unknown as P),
    query: spec.query ?? (nothing as unknown as Q),
    body: spec.body ?? (nothing as unknown as B),
    answer: keepsAccess ? spec.answer : withOpenings(spec.answer),
    offline: spec.offline ?? false,
    secret: spec.secret ?? false,
    mainOnly: spec.mainOnly ?? false,
    reads,
    download: spec.download ?? false,
    keepsAccess,
    lock: spec.lock ?? 'organization',
    versioned: spec.versioned ?? false,
    bodyLimit: spec.bodyLimit ?? DEFAULT_BODY_LIMIT,
  };
}

interface DownloadSpec<P extends ObjectSchema, Q extends ObjectSchema, B extends ObjectSchema> {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
}

/** Declares an operation that reads and answers a file: a name, a type and bytes instead of JSON. */
export const defineDownload = <
  P extends ObjectSchema = Nothing,
  Q extends ObjectSchema = Nothing,
  B extends ObjectSchema = Nothing,
>(
  name: string,
  spec: DownloadSpec<P, Q, B>,
): Route<P, Q, B, Nothing> => defineRoute(name, { ...spec, answer: nothing, reads: true, download: true });

type Part<K extends string, S extends ObjectSchema, Mode extends 'input' | 'output'> = keyof z.infer<S> extends never
  ? { readonly [key in K]?: undefined }
  : Record<never, never> extends z.input<S>
    ? { readonly [key in K]?: Mode extends 'input' ? z.input<S> : z.output<S> }
    : { readonly [key in K]: Mode extends 'input' ? z.input<S> : z.output<S> };

/** The version of a record that was never written, such as a policy that nobody has set. */
export const NEVER_MODIFIED = 'never';

/** A record's version as `If-Match` takes it: its `modified_at`, or `never`. */
export const recordVersion = z.union([time, z.literal(NEVER_MODIFIED)], 'is not the modified_at of a record');

/** What a caller gives: `{params, query, body}`, each only where the route has it, and `if_match` where it takes one. */
export type RouteInput<R extends Route> = Part<'params', R['params'], 'input'> &
  Part<'query', R['query'], 'input'> &
  Part<'body', R['body'], 'input'> & { readonly if_match?: string | undefined };

/** What a caller gets, without `status`. */
export type RouteAnswer<R extends Route> = z.output<R['answer']>;

/** The parsed request as a server handler sees it. */
export interface RouteRequest<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly body: z.output<R['body']>;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** The route's path with its parameters filled in and encoded, and its query appended in a fixed order. */
export function routeUrl(route: Route, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = route.path.replace(PLACEHOLDER, (_, key: string) => encodeURIComponent(String(params[key])));
  const search = new URLSearchParams();
  for (const key of Object.keys(query).sort()) {
    const value = query[key];
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(key, String(item));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
