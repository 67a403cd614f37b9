import type { SiloOpenings } from '../../contract/access.ts';
import { contentKinds } from '../../contract/api/content.ts';
import type { Organization } from '../../contract/api/organizations.ts';
import { type AppError, STATUS } from '../../contract/errors.ts';
import {
  type Account,
  type AppState,
  type Bridge,
  type Certificate,
  type Event,
  type KeychainState,
  type MethodName,
  type Reply,
  type Settings,
  type SettingsChange,
  settings as settingsSchema,
} from '../../contract/ipc.ts';
import { clock } from '../lib/clock.ts';
import { type FakeInviteJobs, fakeInviteJobs } from './fake-invite-jobs.ts';
import { findNames } from './fake-names.ts';
import { answerRoute, type FakeData, NotFound } from './fake-routes.ts';
import { makeInvitation, makeKey, makeMember, makeOrganization, makeUser } from './world.ts';
import { makeApp, makeCollaborator, makeContent, makeTeam } from './world-apps.ts';
import { makeNotification } from './world-notifications.ts';

export interface Scenario {
  /** How many accounts there are; the first is the local workspace. */
  readonly accounts?: number;
  readonly organizations?: number;
  readonly members?: number;
  readonly teams?: number;
  /** How many apps each organization has. */
  readonly apps?: number;
  /** How many items of each kind each app has. */
  readonly content?: number;
  /** The first names of teams and apps are long, Arabic and full of pictures. */
  readonly awkward?: boolean;
  readonly myInvitations?: number;
  /** How many notifications there are; the newest half of them is unread. */
  readonly notifications?: number;
  /** The last UTC day on which anything was used; without it something was in every period. */
  readonly lastUsedOn?: string;
  readonly offline?: boolean;
  readonly keychain?: KeychainState;
  readonly theme?: AppState['settings']['theme'];
  /** Where the first account was last. */
  readonly lastOrganization?: string;
  /** What an earlier start has kept. */
  readonly settings?: Partial<Settings>;
  readonly smoke?: boolean;
  readonly needsSignIn?: boolean;
  /** Replaces the first organizations' names. */
  readonly names?: readonly string[];
  /** What every change opens of the organization's silos. */
  readonly openings?: SiloOpenings;
  /** Which calls to routes, and which methods of main, don't return until `release` is called. */
  readonly held?: (name: string, query: Readonly<Record<string, unknown>>) => boolean;
  /** What was never kept, and is therefore missing offline. */
  readonly notKept?: (route: string, query: Readonly<Record<string, unknown>>) => boolean;
  /** What an API call to this route fails with. */
  readonly failures?: Readonly<Record<string, AppError>>;
  /** What a method of main fails with. */
  readonly methodFailures?: Readonly<Record<string, AppError>>;
}

export interface Call {
  readonly method: string;
  readonly input: Record<string, unknown>;
}

export interface FakeBridge extends Bridge {
  /** Everything that was asked, in order. */
  readonly calls: Call[];
  readonly data: FakeData;
  readonly inviteJobs: FakeInviteJobs;
  readonly state: () => AppState;
  readonly emit: (event: Event) => void;
  readonly release: () => void;
}

const THREE_HOURS = 3 * 3_600_000 + 60_000;

function makeAccount(index: number, needsSignIn: boolean): Account {
  const local = index === 0;
  return {
    id: `account-${index}`,
    kind: local ? 'local' : 'server',
    url: local ? '' : `https://steward-${index}.example.org`,
    label: local ? 'Local workspace' : `steward-${index}.example.org`,
    person: { id: 'ada', first_name: 'Ada', last_name: 'Byron', email: 'ada@example.org' },
    secret: 'keychain',
    needs_sign_in: needsSignIn,
  };
}

function makeState(scenario: Scenario): AppState {
  const { accounts = 1, offline = false, keychain = 'ready', theme = 'system', smoke = false } = scenario;
  const list = Array.from({ length: accounts }, (_, index) => makeAccount(index, scenario.needsSignIn ?? false));
  return {
    accounts: list,
    active_account_id: list[0]?.id ?? null,
    connections: list.map(({ id }) => ({
      account_id: id,
      state: offline ? 'offline' : 'online',
      last_answer_at: offline ? clock.now() - THREE_HOURS : clock.now(),
      latency_ms: 18,
    })),
    keychain,
    settings: settingsSchema.parse({
      theme,
      last_organizations: scenario.lastOrganization === undefined ? {} : { 'account-0': scenario.lastOrganization },
      ...scenario.settings,
    }),
    update: { state: 'off', version: null, problem: null },
    info: {
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      has_workspace: accounts > 0,
      smoke,
      clock_offset_ms: 0,
    },
  };
}

/** Teams with their apps, the apps of everybody and what is in the first of each. */
function makeApps(scenario: Scenario, organizations: readonly Organization[]) {
  const { teams: teamCount = 5, apps: appCount = 11, content: contentCount = 4, awkward = false } = scenario;
  const teams = Array.from({ length: teamCount }, (_, index) => makeTeam(index, awkward));
  const own = Array.from({ length: Math.min(3, appCount) }, (_, index) => makeApp(index + 4, 'ada', null));
  const shared = makeApp(8, 'quarry-films', 'organization_user');
  const theirs = organizations.flatMap(({ id, role_id }) =>
    Array.from({ length: appCount }, (_, index) => makeApp(index, id, role_id, awkward)),
  );
  const apps = [...theirs, ...own, shared];
  return {
    teams,
    teamApps: teams.flatMap((team, index) =>
      theirs
        .slice(0, Math.min(appCount, 12))
        .filter((_, place) => place % (index + 2) === 0)
        .map(({ id }, place) => ({
          team_id: team.id,
          app_id: id,
          permission_id: place % 3 === 1 ? ('full_access' as const) : null,
        })),
    ),
    apps,
    content: apps.flatMap((app) =>
      contentKinds.flatMap((kind) =>
        Array.from({ length: contentCount }, (_, index) => ({ kind, item: makeContent(kind, index, app) })),
      ),
    ),
    collaborators: apps.flatMap((app) =>
      [0, 1, 2].map((index) => ({ owner: app.user_id, app_id: app.id, collaborator: makeCollaborator(index) })),
    ),
  };
}

function makeData(scenario: Scenario): FakeData {
  const { organizations = 3, members = 24, teams = 5, myInvitations = 0, names = [], awkward = false } = scenario;
  const { notifications = 0 } = scenario;
  const list: Organization[] = Array.from({ length: organizations }, (_, index) => {
    const name = names[index];
    return makeOrganization(index, name === undefined ? {} : { name });
  });
  const host = makeOrganization(7);
  return {
    user: makeUser(),
    lastUsedOn: scenario.lastUsedOn ?? null,
    organizations: list,
    deleted: [],
    installed: [],
    ...makeApps(scenario, list),
    members: Array.from({ length: members }, (_, index) => makeMember(index, Math.min(teams, 7), awkward)),
    invitations: list.flatMap((one) => Array.from({ length: 12 }, (_, index) => makeInvitation(index, one))),
    mine: Array.from({ length: myInvitations }, (_, index) => makeInvitation(900 + index, host)),
    keys: [0, 1, 2].map(makeKey),
    notifications: Array.from({ length: notifications }, (_, index) => makeNotification(index, notifications)),
  };
}

const failure = (name: AppError['name'], message: string): Reply => ({ ok: false, error: { name, message } });
const value = (data: unknown): Reply => ({ ok: true, value: data });
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function withChange(settings: Settings, change: SettingsChange): Settings {
  const { pinned_charts: pins, view_choice: choice, last_organization: _, ...preferences } = change;
  const isSame = (one: Settings['pinned_charts'][number]) => one.organization_id === pins?.organization_id;
  return {
    ...settings,
    ...(preferences as Partial<Settings>),
    ...(pins && { pinned_charts: [...settings.pinned_charts.filter((one) => !isSame(one)), pins] }),
    ...(choice && { view_choices: { ...settings.view_choices, [choice.key]: choice.value } }),
  };
}

/** Main and backend in memory: enough of both for the pages to work. */
export function createFakeBridge(scenario: Scenario = {}): FakeBridge {
  let state = makeState(scenario);
  const data = makeData(scenario);
  const calls: Call[] = [];
  const listeners = new Set<(event: unknown) => void>();
  const drafts = new Map<string, unknown>();
  const emit = (event: Event) => {
    for (const listener of listeners) listener(event);
  };
  const change = (changes: Partial<AppState>) => {
    state = { ...state, ...changes };
    emit({ type: 'state', state });
  };
  const addAccount = (): Reply => {
    const account = makeAccount(state.accounts.length, false);
    change({
      accounts: [...state.accounts, account],
      active_account_id: account.id,
      connections: [
        ...state.connections,
        { account_id: account.id, state: 'online', last_answer_at: clock.now(), latency_ms: 18 },
      ],
    });
    return value(account);
  };

  const inviteJobs = fakeInviteJobs(emit);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const callApi = async (input: Record<string, unknown>): Promise<Reply> => {
    const offline = state.connections.some((one) => one.account_id === input.account_id && one.state === 'offline');
    const route = String(input.route);
    const failed = scenario.failures?.[route];
    if (failed) return { ok: false, error: failed };
    const reads = /\.(list|get|home|overview|search|simulate|explain|check)$/.test(route);
    if (input.from === 'cache' && !offline) return failure('not_cached', 'Nothing is kept.');
    const { query = {} } = input.input as { query?: Record<string, unknown> };
    if (offline && scenario.notKept?.(route, query)) return failure('not_cached', 'Nothing is kept.');
    if (offline && !reads) return failure('offline', 'There is no connection to the server.');
    if (scenario.held?.(route, query)) await released;
    try {
      const answer = answerRoute(data, route, input.input as never);
      return value({
        data: reads || scenario.openings === undefined ? answer : { ...answer, silo_openings: scenario.openings },
        as_of: offline ? clock.now() - THREE_HOURS : clock.now(),
        source: offline ? 'cache' : 'network',
      });
    } catch (thrown) {
      if (thrown instanceof NotFound) return failure('not_found', STATUS.not_found.description);
      throw thrown;
    }
  };

  const removeAccount = (id: unknown): Reply => {
    const accounts = state.accounts.filter((account) => account.id !== id);
    change({ accounts, active_account_id: accounts[0]?.id ?? null });
    return value({ revoked: true });
  };

  const cacheInfo = { bytes: 3_400_000, entries: 212, dropped: 0, problem: null };
  let certificates: Certificate[] = [];
  const handlers: Partial<Record<MethodName, (input: Record<string, unknown>) => Reply | Promise<Reply>>> = {
    'app.state': () => value(state),
    'api.call': callApi,
    'names.search': (input) => value(findNames(data, input as never)),
    'app.painted': () => value({}),
    'clipboard.copy_secret': () => value({}),
    'clipboard.copy_text': () => value({}),
    'settings.update': (input) => {
      change({ settings: withChange(state.settings, input as SettingsChange) });
      return value(state.settings);
    },
    'files.save_text': () => value({ saved: true, link: '/download?code=1' }),
    'accounts.activate': (input) => {
      change({ active_account_id: String(input.account_id) });
      return value(state.accounts.find(({ id }) => id === input.account_id));
    },
    'accounts.remove': (input) => removeAccount(input.account_id),
    'accounts.add_with_token': addAccount,
    'accounts.add_with_password': addAccount,
    'accounts.register': addAccount,
    'accounts.sign_in_again': () => {
      change({ accounts: state.accounts.map((account) => ({ ...account, needs_sign_in: false })) });
      return value(state.accounts[0]);
    },
    'workspace.create': async () => {
      for (const done of [0, 400, 1200]) {
        if (done === 1200 && scenario.held?.('workspace.create', {})) await released;
        emit({ type: 'workspace_progress', step: 'Adding members', done, total: 1200 });
        await nextTurn();
      }
      return addAccount();
    },
    'keychain.retry': () => {
      change({ keychain: 'ready' });
      return value({ keychain: 'ready' });
    },
    'keychain.use_session': () => {
      change({ keychain: 'session' });
      return value({ keychain: 'session' });
    },
    'cache.info': () => value(cacheInfo),
    'cache.clear': () => value(Object.assign(cacheInfo, { bytes: 0, entries: 0 })),
    'proxy.test': () => value({ reached: true, message: 'steward.example.org answers.' }),
    'certificates.list': () => value({ certificates }),
    'certificates.add': () => {
      const subject = 'Example Corp Root CA';
      certificates = [{ fingerprint: 'AB:CD'.repeat(12), subject, valid_to: '2031-01-01T00:00:00.000Z' }];
      return value({ certificates });
    },
    'certificates.remove': () => {
      certificates = [];
      return value({ certificates });
    },
    'diagnostics.text': () => value({ text: 'Steward 0.1.0 (browser)\nKeychain: ready' }),
    'updates.check': () => value(state.update),
    'drafts.get': (input) => value({ value: drafts.get(String(input.key)) ?? null }),
    'drafts.put': (input) => {
      drafts.set(String(input.key), input.value);
      return value({});
    },
    'connection.retry': () => value(state.connections[0]),
    ...inviteJobs.handlers,
  };

  return {
    calls,
    data,
    inviteJobs,
    emit,
    release,
    state: () => state,
    async invoke(method, raw) {
      const input = structuredClone(raw) as Record<string, unknown>;
      calls.push({ method, input });
      await Promise.resolve();
      const failed = scenario.methodFailures?.[method];
      if (failed) return { ok: false, error: failed };
      const handler = handlers[method as MethodName];
      return handler === undefined ? failure('refused', `There is no method ${method}.`) : handler(input);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
