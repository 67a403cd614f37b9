import { z } from 'zod';
import { newPassword } from './api/users.ts';
import { baseline, DEFAULT_BASELINE } from './baseline.ts';
import { COMMAND_NAMES } from './commands.ts';
import { email, id, line, newId, optionalLine } from './common.ts';
import { appError } from './errors.ts';
import { invitee, inviteJob, MOST_IN_JOB, newInvitee } from './invite-jobs.ts';
import { job, newJob } from './jobs.ts';
import { MAX_PINNED_CHARTS, NOTIFICATION_TOPICS } from './vocabulary.ts';

/**
 * What the renderer may ask of main, and what main tells the renderer. Both hosts carry exactly this: Electron over one
 * IPC channel, the browser host over one HTTP path. The renderer never sends a URL, a header or a stored token.
 */

/** Whether numbers and dates can be written in this locale here. */
export function isLocale(value: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(value).length > 0;
  } catch {
    return false;
  }
}

/** A proxy for HTTP: an origin without a user name or password, which would be a secret in a file. */
export const proxyUrl = z
  .string()
  .trim()
  .max(2000)
  .transform((value, context) => {
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
    if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '')
      context.addIssue({ code: 'custom', message: 'must be an address such as http://proxy.example:3128' });
    else if (url.username !== '' || url.password !== '')
      context.addIssue({ code: 'custom', message: 'must not contain a user name or password' });
    else return url.origin;
    return z.NEVER;
  });

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

/** A chart that somebody wants on an organization's home: what stands in the address of the view that shows it. */
export const pinnedChart = z.object({ search: z.record(z.string().max(40), z.string().max(200)) });
export type PinnedChart = z.infer<typeof pinnedChart>;

const pinnedCharts = z
  .array(pinnedChart)
  .max(MAX_PINNED_CHARTS, `holds more than ${MAX_PINNED_CHARTS} charts: unpin one first`);

/** How somebody likes to look at something, such as a table's columns: a short text under a name. */
const viewChoiceKey = z
  .string()
  .regex(/^[a-z][\w.-]{0,79}$/i, 'is not a name of 1 to 80 letters, digits, ".", "_" or "-"');
const viewChoiceValue = z.string().max(1000);

/** How main reaches servers. `system` asks the operating system for each address; the workspace is never proxied. */
export const proxySetting = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({ mode: z.literal('manual'), url: proxyUrl }),
]);
export type ProxySetting = z.infer<typeof proxySetting>;

/** What a native notification can be about; each kind can be silenced by itself. */
export const NOTICE_KINDS = NOTIFICATION_TOPICS;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const noticeChoices = z.strictObject({
  invitations: z.boolean(),
  membership: z.boolean(),
  organizations: z.boolean(),
  security: z.boolean(),
  apps: z.boolean(),
  billing: z.boolean(),
} satisfies Record<NoticeKind, z.ZodBoolean>);
const ALL_NOTICES: z.infer<typeof noticeChoices> = {
  invitations: true,
  membership: true,
  organizations: true,
  security: true,
  apps: true,
  billing: true,
};
/** Settings of before knew three kinds under other names. */
const formerNotices = z
  .strictObject({ invitations: z.boolean(), budgets: z.boolean(), tokens: z.boolean() })
  .transform(({ invitations, budgets, tokens }) => ({
    ...ALL_NOTICES,
    invitations,
    billing: budgets,
    security: tokens,
  }));

export const START_PAGES = ['last', 'organizations', 'invitations'] as const;
export const CACHE_MEGABYTES = [50, 200, 500, 1000] as const;
export const CACHE_DAYS = [7, 30, 90, 365] as const;

/** A locale that numbers and dates can be written in, such as `de-CH`; `system` follows the machine. */
const localeSetting = z
  .string()
  .max(35)
  .refine((value) => value === 'system' || isLocale(value), 'is not a locale such as "en-GB" or "de-CH"');

const preferences = {
  theme: z.enum(['system', 'light', 'dark']),
  locale: localeSetting,
  start_page: z.enum(START_PAGES),
  notifications: noticeChoices,
  open_at_login: z.boolean(),
  /** An icon in the system's tray that says what waits, over all accounts. */
  tray: z.boolean(),
  /** Closing the last window leaves Steward in the tray. */
  keep_running: z.boolean(),
  cache: z.strictObject({
    megabytes: z.literal(CACHE_MEGABYTES),
    days: z.literal(CACHE_DAYS),
  }),
  proxy: proxySetting,
};

export const settings = z.object({
  theme: preferences.theme,
  locale: preferences.locale.default('system'),
  start_page: preferences.start_page.default('last'),
  notifications: preferences.notifications.or(formerNotices).default(ALL_NOTICES),
  open_at_login: preferences.open_at_login.default(false),
  tray: preferences.tray.default(true),
  keep_running: preferences.keep_running.default(false),
  cache: preferences.cache.default({ megabytes: 200, days: 90 }),
  proxy: preferences.proxy.default({ mode: 'system' }),
  /** The organization that each account was last in, to open there again. */
  last_organizations: z.record(z.string(), z.string()).default({}),
  saved_views: savedViews.default([]),
  /** What every organization is measured against. */
  baseline: baseline.default(DEFAULT_BASELINE),
  /** In the order in which they are shown; each account has its own for each organization. */
  pinned_charts: z
    .array(z.object({ account_id: z.string(), organization_id: z.string(), charts: pinnedCharts }))
    .default([]),
  view_choices: z.record(z.string(), viewChoiceValue).default({}),
});
export type Settings = z.infer<typeof settings>;

/** A company's own certificate authority, which main trusts beside the public ones. */
export const certificate = z.object({
  /** SHA-256 of the certificate, in hexadecimal with colons, as other tools show it. */
  fingerprint: z.string(),
  subject: z.string(),
  /** RFC 3339. */
  valid_to: z.string(),
});
export type Certificate = z.infer<typeof certificate>;

/** `off`: this build has no feed. `ready`: downloaded and checked; it is installed when the user says so. */
export const updateState = z.object({
  state: z.enum(['off', 'idle', 'checking', 'downloading', 'ready', 'failed']),
  /** The version that is offered, if any. */
  version: z.string().nullable(),
  /** Why it failed, in a sentence; null otherwise. */
  problem: z.string().nullable(),
});
export type UpdateState = z.infer<typeof updateState>;

/** What the offline cache holds, and what was wrong with it since the start. */
export const cacheInfo = z.object({
  bytes: z.number(),
  entries: z.number(),
  /** Kept answers that were damaged, replaced or of an older state, and were therefore dropped. */
  dropped: z.number(),
  /** Why nothing can be kept now, in a sentence; null where it can. */
  problem: z.string().nullable(),
});
export type CacheInfo = z.infer<typeof cacheInfo>;

export const NAME_KINDS = ['member', 'team', 'app'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

const foundName = z.object({
  /** The same name has the same key, also over a restart. */
  key: z.string(),
  kind: z.enum(NAME_KINDS),
  id: z.string(),
  name: z.string(),
  /** What tells it from others of its name, such as an e-mail address. */
  detail: z.string(),
  /** Null for an app of the person's own. */
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How well it answers; see contract/name-match.ts. */
  score: z.number(),
});
export type FoundName = z.infer<typeof foundName>;

export const foundNames = z.object({
  names: z.array(foundName),
  /** How many names answer to what was typed, listed or not. */
  found: z.number().int(),
  /** How many names are known in all. */
  known: z.number().int(),
  /** False while what is kept is still being read: ask again. */
  complete: z.boolean(),
});
export type FoundNames = z.infer<typeof foundNames>;

export const appState = z.object({
  accounts: z.array(account),
  active_account_id: z.string().nullable(),
  connections: z.array(connection),
  keychain: keychainState,
  settings,
  update: updateState.default({ state: 'off', version: null, problem: null }),
  info: z.object({
    version: z.string(),
    host: z.enum(['electron', 'browser']),
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
    /** Whether a local workspace exists on this machine. */
    has_workspace: z.boolean(),
    /** Set by `--smoke`: open the sample data without asking. */
    smoke: z.boolean(),
    /** How far ahead of this computer's clock Steward runs, in milliseconds: 0 unless a test moves it to another date. */
    clock_offset_ms: z.number().default(0),
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
    ...preferences,
    /** Null forgets it. */
    last_organization: z.strictObject({ account_id: z.string().max(100), organization_id: id.nullable() }),
    saved_views: savedViews,
    baseline,
    /** Replaces the charts of one organization. */
    pinned_charts: z.strictObject({ account_id: z.string().max(100), organization_id: id, charts: pinnedCharts }),
    view_choice: z.strictObject({ key: viewChoiceKey, value: viewChoiceValue }),
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;
const looseInput = z.strictObject({
  params: z.record(z.string(), z.unknown()).optional(),
  query: z.record(z.string(), z.unknown()).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  if_match: z.string().max(64).optional(),
});
/** A name without a folder: the person chooses where it goes. */
const fileName = z.string().regex(/^[\w][\w .()-]{0,150}$/, 'is not a file name');
/** Where a file went: chosen in the system's dialog (`path`), or for a browser to fetch once (`link`). */
const savedFile = z.discriminatedUnion('saved', [
  z.object({ saved: z.literal(true), path: z.string().optional(), link: z.string().optional() }),
  z.object({ saved: z.literal(false) }),
]);
/** Characters; a table of ten thousand people is a tenth of it. */
const MAX_TEXT_FILE = 8_000_000;
const draftRef = z.strictObject({ account_id: z.string().max(100), key: z.string().min(1).max(120) });
const jobIdRef = z.strictObject({ id: z.uuid() });
const jobRef = z.strictObject({ job_id: z.uuid() });
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
      input: looseInput,
      from: z.enum(['network', 'cache']).default('network'),
    }),
    z.object({
      data: z.unknown(),
      /** Milliseconds since 1970 at which the backend gave this answer. */
      as_of: z.number(),
      source: z.enum(['network', 'cache']),
    }),
  ),
  /**
   * Saves what a download of the API answers: where the person says in the system's dialog (`path`), or for a browser
   * to fetch once (`link`, a path of the page's own host).
   */
  'files.save': call(
    z.strictObject({
      account_id: z.string().max(100),
      route: z.string().max(100),
      input: looseInput,
      suggested_name: fileName,
    }),
    savedFile,
  ),
  /** Saves a table that is on screen, as text: where the person says, like `files.save`. */
  'files.save_text': call(z.strictObject({ suggested_name: fileName, text: z.string().max(MAX_TEXT_FILE) }), savedFile),
  /** Work that was begun and not yet sent; null where there is none. */
  'drafts.get': call(draftRef, z.object({ value: z.unknown() })),
  /** Keeps it, or with null forgets it. */
  'drafts.put': call(draftRef.extend({ value: z.json() }), none),
  /** Work of many calls: begun here, carried out by main, told by the event `job`. */
  'jobs.create': call(newJob, job),
  /** Newest first, also those of before a restart. */
  'jobs.list': call(none, z.object({ jobs: z.array(job) })),
  /** Does what is not done yet. */
  'jobs.resume': call(jobIdRef, job),
  /** Ends it after the call that is under way. */
  'jobs.stop': call(jobIdRef, job),
  'jobs.forget': call(jobIdRef, none),
  /** Every list of invitations that is being sent or was, in any account, the newest first. */
  'invite_jobs.list': call(none, z.object({ jobs: z.array(inviteJob) })),
  /** Begins to send a list. Refused while the organization has one that is not at its end. */
  'invite_jobs.begin': call(
    z.strictObject({
      account_id: z.string().max(100),
      organization_id: id,
      organization_name: z.string().max(200),
      invitations: z.array(newInvitee).min(1).max(MOST_IN_JOB),
    }),
    inviteJob,
  ),
  /** The list with what became of each address. */
  'invite_jobs.rows': call(jobRef, z.object({ rows: z.array(invitee) })),
  /** Stops after the call that is under way. What is left can be resumed. */
  'invite_jobs.cancel': call(jobRef, inviteJob),
  'invite_jobs.resume': call(jobRef, inviteJob),
  /** Forgets the list. Who is invited stays invited. */
  'invite_jobs.discard': call(jobRef, none),
  /** Saves the list and what became of each address as CSV. */
  'invite_jobs.save': call(jobRef.extend({ suggested_name: fileName }), savedFile),
  /**
   * Names of members, teams and apps in everything that is kept of an account, best first; without text only the ones
   * chosen before. It asks no server.
   */
  'names.search': call(
    z.strictObject({
      account_id: z.string().max(100),
      text: z.string().max(200),
      /** Names of this organization come first among equals. */
      organization_id: id.nullable(),
      /** Keys of names that were chosen before, the latest first. */
      recent: z.array(z.string().max(200)).max(30),
      /** The most names of each kind. */
      limit: z.number().int().min(1).max(50),
    }),
    foundNames,
  ),
  'accounts.add_with_token': call(z.strictObject({ url: backendUrl, token: secretText }), account),
  /** Fails with `password_violates_policy` and the reasons where a new password is needed: then the same with one. */
  'accounts.add_with_password': call(
    z.strictObject({ url: backendUrl, email, password, new_password: newPassword.optional() }),
    account,
  ),
  'accounts.register': call(z.strictObject({ url: backendUrl, id: newId, ...personNames, email, password }), account),
  /** A new token for an account whose old one was refused or lost. */
  'accounts.sign_in_again': call(
    z.strictObject({
      account_id: z.string().max(100),
      token: secretText.optional(),
      password: password.optional(),
      new_password: newPassword.optional(),
    }),
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
  /** What the offline cache holds. */
  'cache.info': call(none, cacheInfo),
  /** Forgets everything that was kept for offline use, of all accounts. */
  'cache.clear': call(none, cacheInfo),
  /** Tries to reach a server in this way, before it is kept in the settings. */
  'proxy.test': call(
    z.strictObject({ proxy: proxySetting, url: backendUrl }),
    z.object({ reached: z.boolean(), message: z.string() }),
  ),
  'certificates.list': call(none, z.object({ certificates: z.array(certificate) })),
  /** Trusts a certificate authority, given as PEM. */
  'certificates.add': call(
    z.strictObject({ pem: z.string().max(200_000) }),
    z.object({ certificates: z.array(certificate) }),
  ),
  'certificates.remove': call(
    z.strictObject({ fingerprint: z.string().max(200) }),
    z.object({ certificates: z.array(certificate) }),
  ),
  /** What support needs to know: no secrets, no names of people. */
  'diagnostics.text': call(none, z.object({ text: z.string() })),
  /** Prints the page that asks, or saves it as a PDF; false where the user cancelled. */
  'window.print': call(z.strictObject({ to: z.enum(['printer', 'pdf']) }), z.object({ printed: z.boolean() })),
  'updates.check': call(none, updateState),
  /** Ends Steward, installs what is ready, and starts again. Refused while changes are under way. */
  'updates.install': call(none, none),
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

export const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('state'), state: appState }),
  z.object({ type: z.literal('connection'), connection }),
  /** A job began, came further or ended. */
  z.object({ type: z.literal('job'), job }),
  z.object({ type: z.literal('invite_jobs'), jobs: z.array(inviteJob) }),
  z.object({ type: z.literal('workspace_progress'), step: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('menu'), command: z.enum(COMMAND_NAMES) }),
  /** Go to this page: a `steward://` link was opened, or a notification was clicked. Null: the active account. */
  z.object({
    type: z.literal('go'),
    path: z.string().max(300),
    search: z.record(z.string(), z.string()),
    account_id: z.string().nullable(),
  }),
]);
export type Event = z.infer<typeof event>;

/** What the preload script puts on `window.steward`, and what the browser host provides in its place. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<Reply>;
  /** Calls `listener` for each event; answers how to stop. */
  subscribe(listener: (event: unknown) => void): () => void;
}
