import { z } from 'zod';
import { email, id, line, newId, optionalLine } from './common.ts';
import { appError } from './errors.ts';

/**
 * What the renderer may ask of main, and what main tells the renderer. Both hosts carry exactly this: Electron over one
 * IPC channel, the browser host over one HTTP path. The renderer never sends a URL, a header or a stored token.
 */

/** An account is one person on one backend. Its token is in the keychain, never here. */
export const account = z.object({
  id: z.string(),
  /** `local` is the embedded workspace. */
  kind: z.enum(['local', 'server']),
  /** Where the backend is; empty for the local workspace. */
  url: z.string(),
  /** What people call it: "Local workspace" or the server's host. */
  label: z.string(),
  person: z.object({ id: z.string(), first_name: z.string(), last_name: z.string(), email: z.string() }),
  /** `session`: the token lives in memory only, since there is no keychain. */
  secret: z.enum(['keychain', 'session']),
  /** True where the token was refused by the server or is gone: sign in again. */
  needs_sign_in: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const connection = z.object({
  account_id: z.string(),
  state: z.enum(['unknown', 'online', 'offline', 'starting']),
  /** Milliseconds since 1970 of the last answer from the backend, if any. */
  last_answer_at: z.number().nullable(),
  /** How long the last answer took, in milliseconds. */
  latency_ms: z.number().nullable(),
});
export type Connection = z.infer<typeof connection>;

export const keychainState = z.enum(['ready', 'locked', 'absent', 'refused', 'session']);
export type KeychainState = z.infer<typeof keychainState>;

/** A set of filters of a page under a name of one's own. */
export const savedView = z.object({
  page: z.string().min(1).max(40),
  name: z.string().trim().min(1, 'is empty').max(60),
  /** What stands in the address. */
  search: z.record(z.string().max(40), z.string().max(200)),
});
export type SavedView = z.infer<typeof savedView>;
const savedViews = z.array(savedView).max(200);

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** The organization that each account was last in, to open there again. */
  last_organizations: z.record(z.string(), z.string()).default({}),
  saved_views: savedViews.default([]),
});
export type Settings = z.infer<typeof settings>;

export const appState = z.object({
  accounts: z.array(account),
  active_account_id: z.string().nullable(),
  connections: z.array(connection),
  keychain: keychainState,
  settings,
  info: z.object({
    version: z.string(),
    host: z.enum(['electron', 'browser']),
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
    /** Whether a local workspace exists on this machine. */
    has_workspace: z.boolean(),
    /** Set by `--smoke`: open the sample data without asking. */
    smoke: z.boolean(),
  }),
});
export type AppState = z.infer<typeof appState>;

/** Where a backend is: https, or http to this machine only. */
export const backendUrl = z
  .string()
  .trim()
  .max(2000)
  .transform((value, context) => {
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`);
    const loopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback)))
      context.addIssue({ code: 'custom', message: 'must be an https address (http only for this machine)' });
    else if (url.username !== '' || url.password !== '')
      context.addIssue({ code: 'custom', message: 'must not contain a user name or password' });
    else return url.origin;
    return z.NEVER;
  });

const secretText = z.string().trim().min(1, 'is empty').max(1024);
const password = z.string().min(1, 'is empty').max(1024);
const personNames = { first_name: line(60), last_name: optionalLine(60) };

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const none = z.strictObject({});
const settingsChange = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    /** Null forgets it. */
    last_organization: z.strictObject({ account_id: z.string().max(100), organization_id: id.nullable() }),
    saved_views: savedViews,
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;
const draftRef = z.strictObject({ account_id: z.string().max(100), key: z.string().min(1).max(120) });
const accountRef = z.strictObject({ account_id: z.string().max(100) });

export const methods = {
  'app.state': call(none, appState),
  'settings.update': call(settingsChange, settings),
  /**
   * One call of the API on behalf of an account. `from: "cache"` answers what is kept, at once, or fails with
   * `not_cached`; `from: "network"` asks the backend and falls back to what is kept when there is no connection.
   */
  'api.call': call(
    z.strictObject({
      account_id: z.string().max(100),
      route: z.string().max(100),
      input: z.strictObject({
        params: z.record(z.string(), z.unknown()).optional(),
        query: z.record(z.string(), z.unknown()).optional(),
        body: z.record(z.string(), z.unknown()).optional(),
      }),
      from: z.enum(['network', 'cache']).default('network'),
    }),
    z.object({
      data: z.unknown(),
      /** Milliseconds since 1970 at which the backend gave this answer. */
      as_of: z.number(),
      source: z.enum(['network', 'cache']),
    }),
  ),
  /** Work that was begun and not yet sent; null where there is none. */
  'drafts.get': call(draftRef, z.object({ value: z.unknown() })),
  /** Keeps it, or with null forgets it. */
  'drafts.put': call(draftRef.extend({ value: z.json() }), none),
  'accounts.add_with_token': call(z.strictObject({ url: backendUrl, token: secretText }), account),
  'accounts.add_with_password': call(z.strictObject({ url: backendUrl, email, password }), account),
  'accounts.register': call(z.strictObject({ url: backendUrl, id: newId, ...personNames, email, password }), account),
  /** A new token for an account whose old one was refused or lost. */
  'accounts.sign_in_again': call(
    z.strictObject({ account_id: z.string().max(100), token: secretText.optional(), password: password.optional() }),
    account,
  ),
  /** Signs out: revokes the token where it can, removes it from the keychain, wipes the account's cache. */
  'accounts.remove': call(accountRef, z.object({ revoked: z.boolean() })),
  'accounts.activate': call(accountRef, account),
  /** Creates the local workspace, empty for this person or filled with sample data, and makes it the active account. */
  'workspace.create': call(
    z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('sample') }),
      z.strictObject({ mode: z.literal('empty'), ...personNames, email }),
    ]),
    account,
  ),
  /** Tries the keychain again after it was locked or refused. */
  'keychain.retry': call(none, z.object({ keychain: keychainState })),
  /** Goes on without a keychain: tokens are kept in memory until the app ends. */
  'keychain.use_session': call(none, z.object({ keychain: keychainState })),
  /** Tries the backend at once instead of waiting for the next attempt. */
  'connection.retry': call(accountRef, connection),
  /** Copies what anybody may see, such as an id: the window itself has no permission for the clipboard. */
  'clipboard.copy_text': call(z.strictObject({ text: z.string().min(1).max(100_000) }), none),
  /** Copies a secret and clears the clipboard after a minute if it still holds it. */
  'clipboard.copy_secret': call(z.strictObject({ text: z.string().min(1).max(4096) }), none),
  /** The first view is on screen and holds data: start-up is over. */
  'app.painted': call(z.strictObject({ view: z.string().max(200) }), none),
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type MethodInput<M extends MethodName> = z.input<Methods[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<Methods[M]['output']>;

/** Main answers every call with this: a value or an error, never an exception across the bridge. */
export const reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appError }),
]);
export type Reply = z.infer<typeof reply>;

/** Commands of the native menu and of global shortcuts, as the renderer understands them. */
export const menuCommands = [
  'go_home',
  'go_members',
  'go_invitations',
  'go_account',
  'open_profile_menu',
  'new_organization',
  'invite',
  'find',
  'reload_data',
] as const;

export const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: appState }),
  z.object({ type: z.literal('connection'), connection }),
  z.object({ type: z.literal('workspace_progress'), step: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('menu'), command: z.enum(menuCommands) }),
]);
export type Event = z.infer<typeof event>;

/** What the preload script puts on `window.steward`, and what the browser host provides in its place. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<Reply>;
  /** Calls `listener` for each event; answers how to stop. */
  subscribe(listener: (event: unknown) => void): () => void;
}
