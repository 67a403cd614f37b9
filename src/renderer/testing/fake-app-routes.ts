import type { App } from '../../contract/api/apps.ts';
import type { Collaborator } from '../../contract/api/collaborators.ts';
import { type ContentItem, type ContentKind, contentKinds } from '../../contract/api/content.ts';
import type { AnswerOf } from '../../contract/api/index.ts';
import type { Starred } from '../../contract/api/stars.ts';
import { type FakeData, type Handlers, type Input, NotFound, page } from './fake-routes.ts';
import { appAbilities, makeApp, makeCollaborator, makeContent } from './world-apps.ts';
import { at, NOW } from './world-basics.ts';

/** What the backend does with apps and what is in them, in memory. */
export interface FakeContent {
  kind: ContentKind;
  item: ContentItem;
}

export interface FakeCollaborator {
  owner: string;
  app_id: string;
  collaborator: Collaborator;
}

type Module = AnswerOf<'installed_modules.list'>['installed_modules'][number];

export interface FakeInstalled {
  user_id: string;
  app_id: string;
  module: Module;
}

interface Change {
  readonly id: string;
  readonly new_id?: string;
}

const has = (one: { user_id: string; app_id: string }, { params }: Input) =>
  one.user_id === params?.user_id && one.app_id === params?.app_id;

function appOf(data: FakeData, { params }: Input): App {
  const found = data.apps.find(({ id, user_id }) => id === params?.app_id && user_id === params?.user_id);
  if (found === undefined) throw new NotFound();
  return found;
}

function updateApp(data: FakeData, input: Input) {
  const before = appOf(data, input);
  const { new_id = before.id, ...rest } = (input.body?.app ?? {}) as Partial<App> & { new_id?: string };
  const app = { ...before, ...rest, id: new_id, modified_at: at(NOW) };
  data.apps = data.apps.map((one) => (one === before ? app : one));
  return { app };
}

function removeApps(data: FakeData, owner: string | undefined, ids: readonly string[]) {
  data.apps = data.apps.filter(({ id, user_id }) => user_id !== owner || !ids.includes(id));
  data.teamApps = data.teamApps.filter(({ app_id }) => !ids.includes(app_id));
  return {};
}

function transfer(data: FakeData, input: Input) {
  const before = appOf(data, input);
  const { organization_id, new_id = before.id } = input.body as { organization_id: string; new_id?: string };
  const app = { ...before, user_id: organization_id, id: new_id };
  data.apps = data.apps.map((one) => (one === before ? app : one));
  return { app };
}

function listApps(data: FakeData, input: Input): AnswerOf<'apps.list'> {
  const own = data.apps.filter(({ user_id }) => user_id === input.params?.user_id);
  const { rows, ...rest } = page(own, input);
  return { apps: rows, ...rest };
}

const collaboratorsOf = (data: FakeData, { params }: Input) =>
  data.collaborators.filter(({ owner, app_id }) => owner === params?.user_id && app_id === params?.app_id);

const putCollaborators = (data: FakeData, input: Input) => {
  const wanted = (input.body?.collaborators ?? []) as readonly { id: string; scopes: string[] }[];
  const changed = wanted.map(({ id, scopes }) => {
    const known = collaboratorsOf(data, input).find(({ collaborator }) => collaborator.id === id);
    const base = known?.collaborator ?? {
      ...makeCollaborator(0),
      id,
      user: { id, first_name: id, last_name: '', image: null, kind: 'person' as const },
    };
    return { ...base, scopes };
  });
  removeCollaborators(
    data,
    input,
    wanted.map(({ id }) => id),
  );
  const { user_id = '', app_id = '' } = input.params ?? {};
  data.collaborators.push(...changed.map((collaborator) => ({ owner: user_id, app_id, collaborator })));
  return { collaborators: changed };
};

function removeCollaborators(data: FakeData, { params }: Input, ids: readonly string[]) {
  data.collaborators = data.collaborators.filter(
    ({ owner, app_id, collaborator }) =>
      owner !== params?.user_id || app_id !== params?.app_id || !ids.includes(collaborator.id),
  );
  return {};
}

function star(data: FakeData, { body }: Input, is_starred: boolean) {
  for (const target of (body?.targets ?? []) as readonly Record<string, Change & { user_id: string }>[]) {
    const [[kind, key]] = Object.entries(target) as [[string, Change & { user_id: string; app_id?: string }]];
    const by = is_starred ? 1 : -1;
    if (kind === 'app')
      data.apps = data.apps.map((one) =>
        one.id === key.id && one.user_id === key.user_id
          ? { ...one, is_starred, star_count: one.star_count + by }
          : one,
      );
    else
      data.content = data.content.map((one) =>
        one.kind === `${kind}s` && one.item.id === key.id && one.item.app_id === key.app_id
          ? { ...one, item: { ...one.item, is_starred, star_count: one.item.star_count + by } }
          : one,
      );
  }
  return {};
}

function starred(data: FakeData, input: Input): AnswerOf<'starred.list'> {
  const apps: Starred[] = data.apps
    .filter(({ is_starred }) => is_starred)
    .map((app, index) => ({ kind: 'app', starred_at: at(NOW - index * 90_000_000), app }));
  const items: Starred[] = data.content
    .filter(({ kind, item }) => kind !== 'inputs' && item.is_starred)
    .map(({ kind, item }, index) => ({
      kind: kind.slice(0, -1) as Starred['kind'],
      starred_at: at(NOW - index * 80_000_000),
      item,
    }));
  const wanted = input.query?.kind;
  const { rows, ...rest } = page(
    [...apps, ...items].filter(({ kind }) => wanted === undefined || kind === wanted),
    input,
  );
  return { starred: rows, ...rest };
}

function contentHandlers(kind: ContentKind): Handlers {
  const own = (data: FakeData, input: Input) =>
    data.content.filter((one) => one.kind === kind && has(one.item, input)).map(({ item }) => item);
  const handlers: Record<string, (data: FakeData, input: Input) => unknown> = {
    [`${kind}.list`]: (data, input) => {
      const { rows, ...rest } = page(own(data, input), input);
      return { [kind]: rows, ...rest };
    },
    [`${kind}.create`]: (data, input) => {
      const wanted = (input.body?.[kind] ?? []) as readonly Partial<ContentItem>[];
      const made = wanted.map((item) => ({ ...makeContent(kind, 0, appOf(data, input)), is_starred: false, ...item }));
      data.content.unshift(...made.map((item) => ({ kind, item })));
      return { [kind]: made };
    },
    [`${kind}.update`]: (data, input) => {
      const changes = new Map(((input.body?.[kind] ?? []) as readonly Change[]).map((change) => [change.id, change]));
      data.content = data.content.map((one) =>
        one.kind === kind && has(one.item, input) ? { kind, item: { ...one.item, ...changes.get(one.item.id) } } : one,
      );
      return { [kind]: own(data, input).filter(({ id }) => changes.has(id)) };
    },
    [`${kind}.delete`]: (data, input) => {
      const gone = input.body?.ids as readonly string[];
      data.content = data.content.filter(
        (one) => one.kind !== kind || !has(one.item, input) || !gone.includes(one.item.id),
      );
      return {};
    },
  };
  return handlers as Handlers;
}

const owner = { id: 'quarry-films', first_name: 'Quarry Films', last_name: '', image: null };

export const APP_ROUTES: Handlers = {
  ...Object.assign({}, ...contentKinds.map(contentHandlers)),
  'apps.list': listApps,
  'apps.get': (data, input) => ({ app: appOf(data, input) }),
  'apps.create': (data, { params, body }) => {
    const role = data.organizations.find(({ id }) => id === params?.user_id)?.role_id ?? null;
    const made = ((body?.apps ?? []) as readonly Partial<App>[]).map((app) => ({
      ...makeApp(0, params?.user_id ?? '', role),
      ...app,
      name: app.name ?? app.id ?? '',
      is_starred: false,
      star_count: 0,
      abilities: appAbilities(role),
      modified_at: at(NOW),
    }));
    data.apps.push(...made);
    return { apps: made };
  },
  'app.update': updateApp,
  'app.delete': (data, { params }) => removeApps(data, params?.user_id, [params?.app_id ?? '']),
  'apps.delete': (data, { params, body }) => removeApps(data, params?.user_id, (body?.ids ?? []) as string[]),
  'app.transfer': transfer,
  'collaborators.list': (data, input) => ({
    collaborators: collaboratorsOf(data, input).map(({ collaborator }) => collaborator),
  }),
  'collaborators.add': putCollaborators,
  'collaborators.update': putCollaborators,
  'collaborators.remove': (data, input) => removeCollaborators(data, input, (input.body?.ids ?? []) as string[]),
  'collaborations.list': (data) => ({
    collaborations: data.apps
      .filter(({ user_id }) => user_id === owner.id)
      .map((app) => ({
        app,
        app_owner: { ...owner, kind: 'organization' as const },
        scopes: ['read', 'train_models'],
        endpoints: [],
        created_at: at(NOW - 9 * 86_400_000),
      })),
  }),
  'stars.add': (data, input) => star(data, input, true),
  'stars.remove': (data, input) => star(data, input, false),
  'starred.list': starred,
  'installed_modules.list': (data, input) => ({
    installed_modules: data.installed.filter((one) => has(one, input)).map(({ module }) => module),
  }),
  'installed_modules.create': (data, { params, body }) => {
    const { user_id = '', app_id = '' } = params ?? {};
    const made = ((body?.installed_modules ?? []) as readonly Module[]).map((module) => ({
      ...module,
      installed_at: at(NOW),
    }));
    data.installed.push(...made.map((module) => ({ user_id, app_id, module })));
    return { installed_modules: made };
  },
  'installed_modules.delete': (data, input) => {
    const gone = ((input.body?.installed_modules ?? []) as readonly Module[]).map(({ module_id }) => module_id);
    data.installed = data.installed.filter((one) => !has(one, input) || !gone.includes(one.module.module_id));
    return {};
  },
};
