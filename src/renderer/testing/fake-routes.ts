import type { App } from '../../contract/api/apps.ts';
import type { AnswerOf, RouteName } from '../../contract/api/index.ts';
import type { Invitation } from '../../contract/api/invitations.ts';
import type { Key } from '../../contract/api/keys.ts';
import type { Member } from '../../contract/api/members.ts';
import type { Notification } from '../../contract/api/notifications.ts';
import type { Organization } from '../../contract/api/organizations.ts';
import type { Team } from '../../contract/api/teams.ts';
import type { User } from '../../contract/api/users.ts';
import { DEFAULT_POLICY } from '../../contract/password-policy.ts';
import { ROLES, type RoleId } from '../../contract/permissions.ts';
import { ACCESS_ROUTES } from './fake-access.ts';
import { APP_ROUTES, type FakeCollaborator, type FakeContent, type FakeInstalled } from './fake-app-routes.ts';
import { BILLING_ROUTES } from './fake-billing-routes.ts';
import { NOTIFICATION_ROUTES } from './fake-notification-routes.ts';
import { TEAM_ROUTES, type TeamAppLink } from './fake-team-routes.ts';
import { makeHome, makeInvitation, makeKey, makeOrganization } from './world.ts';
import { at, DAY, NOW } from './world-basics.ts';
import { makeOverview } from './world-overview.ts';

export interface FakeData {
  user: User;
  lastUsedOn: string | null;
  organizations: Organization[];
  deleted: Organization[];
  teams: Team[];
  teamApps: TeamAppLink[];
  apps: App[];
  content: FakeContent[];
  collaborators: FakeCollaborator[];
  installed: FakeInstalled[];
  members: Member[];
  invitations: Invitation[];
  mine: Invitation[];
  keys: Key[];
  /** Newest first. */
  notifications: Notification[];
}

export class NotFound extends Error {}

export interface Input {
  readonly params?: {
    readonly org_id?: string;
    readonly user_id?: string;
    readonly id?: string;
    readonly key_id?: string;
    readonly team_id?: string;
    readonly app_id?: string;
  };
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export type Handlers = { readonly [N in RouteName]?: (data: FakeData, input: Input) => AnswerOf<N> };

export function page<T>(rows: readonly T[], { query }: Input) {
  const start = Number(query?.cursor ?? 0);
  const size = Number(query?.per_page ?? 128);
  const end = start + size;
  return {
    rows: rows.slice(start, end),
    total_count: rows.length,
    ...(end < rows.length && { next_cursor: String(end) }),
  };
}

export function organizationOf(data: FakeData, { params }: Input): Organization {
  const found = data.organizations.find(({ id }) => id === params?.org_id);
  if (found === undefined) throw new NotFound();
  return found;
}

function listInvitations(data: FakeData, input: Input): AnswerOf<'invitations.list'> {
  const organization = organizationOf(data, input);
  const wanted = input.query?.status === undefined ? null : [input.query.status].flat();
  const own = data.invitations.filter(
    (one) => one.organization.id === organization.id && (wanted === null || wanted.includes(one.status)),
  );
  const { rows, ...rest } = page(own, input);
  return { invitations: rows, ...rest };
}

interface NewInvitation {
  readonly email: string;
  readonly role_id: RoleId;
}

function createInvitations(data: FakeData, input: Input): AnswerOf<'invitations.create'> {
  const organization = organizationOf(data, input);
  const wanted = (input.body?.invitations ?? []) as readonly NewInvitation[];
  const made = wanted.map(({ email, role_id }, index) => ({
    ...makeInvitation(data.invitations.length + index + 5000, organization),
    email,
    role_id,
  }));
  data.invitations.unshift(...made);
  return { invitations: made };
}

function checkInvitations(data: FakeData, input: Input): AnswerOf<'invitations.check'> {
  const members = new Set(data.members.map(({ user }) => user.primary_email));
  const invited = new Set(data.invitations.map(({ email }) => email));
  const wanted = (input.body?.invitations ?? []) as readonly NewInvitation[];
  return {
    rows: wanted.map(({ email }) => ({
      outcome: members.has(email) ? 'already_member' : invited.has(email) ? 'already_invited' : 'invite',
    })),
  };
}

function updateMembers(data: FakeData, { body }: Input): AnswerOf<'members.update'> {
  const changes = (body?.members ?? []) as readonly { readonly user_id: string; readonly role_id: RoleId }[];
  const roles = new Map(changes.map(({ user_id, role_id }) => [user_id, role_id]));
  data.members = data.members.map((one) => ({ ...one, role_id: roles.get(one.user.id) ?? one.role_id }));
  return { members: data.members.filter(({ user }) => roles.has(user.id)) };
}

const HANDLERS: Handlers = {
  ...TEAM_ROUTES,
  ...APP_ROUTES,
  ...ACCESS_ROUTES,
  ...BILLING_ROUTES,
  ...NOTIFICATION_ROUTES,
  'users.get': ({ user }) => ({ user }),
  'users.update': (data, { body }) => {
    data.user = { ...data.user, ...(body?.user as Partial<User>) };
    return { user: data.user };
  },
  'users.set_password': () => ({}),
  'users.password_policy': () => ({ password_policy: DEFAULT_POLICY, organizations: [], expires_at: null }),
  'keys.list': ({ keys }) => ({ keys }),
  'keys.create': (data) => {
    const key = { ...makeKey(9), id: 'stw_example-secret-0123456789abcdef', is_current: false };
    data.keys.unshift({ ...key, id: key.public_id });
    return { keys: [key] };
  },
  'keys.delete': (data, { params }) => {
    data.keys = data.keys.filter(({ id }) => id !== params?.key_id);
    return {};
  },
  'scopes.list': () => ({ scopes: ['*'] }),
  'organizations.list': (data, input) => {
    const asked = input.query?.deleted === 'true' ? data.deleted : data.organizations;
    const { rows, ...rest } = page(asked, input);
    return { organizations: rows, ...rest };
  },
  'organizations.create': (data, { body }) => {
    const [wanted] = (body?.organizations ?? []) as readonly Partial<Organization>[];
    const made = makeOrganization(0, { ...wanted, members_count: 1, pending_invitations_count: 0 });
    data.organizations.push(made);
    return { organizations: [made] };
  },
  'organizations.get': (data, input) => ({ organization: organizationOf(data, input) }),
  'organizations.home': (data, input) => {
    const organization = organizationOf(data, input);
    return { home: makeHome(organization, organization.members_count === 1 ? data.members.slice(0, 1) : data.members) };
  },
  'organizations.overview': ({ organizations }) => ({ overviews: organizations.map(makeOverview) }),
  'organizations.update': (data, input) => {
    const changed = { ...organizationOf(data, input), ...(input.body?.organization as Partial<Organization>) };
    data.organizations = data.organizations.map((one) => (one.id === changed.id ? changed : one));
    return { organization: changed };
  },
  'organizations.leave': (data, { params }) => {
    data.organizations = data.organizations.filter(({ id }) => id !== params?.org_id);
    return {};
  },
  'organizations.delete': (data, input) => {
    const gone = { ...organizationOf(data, input), deleted_at: at(NOW) };
    data.organizations = data.organizations.filter(({ id }) => id !== gone.id);
    data.deleted = [...data.deleted, gone];
    return { restorable_until: at(NOW + 30 * DAY) };
  },
  'organizations.restore': (data, { params }) => {
    const found = data.deleted.find(({ id }) => id === params?.org_id);
    if (found === undefined) throw new NotFound();
    const organization = { ...found, deleted_at: null };
    data.deleted = data.deleted.filter(({ id }) => id !== found.id);
    data.organizations = [...data.organizations, organization];
    return { organization };
  },
  'members.list': (data, input) => {
    const { rows, ...rest } = page(data.members, input);
    return { members: rows, ...rest };
  },
  'members.update': updateMembers,
  'members.remove': (data, { body }) => {
    const gone = new Set((body?.user_ids ?? []) as readonly string[]);
    data.members = data.members.filter(({ user }) => !gone.has(user.id));
    return {};
  },
  'invitations.list': listInvitations,
  'invitations.create': createInvitations,
  'invitations.check': checkInvitations,
  'invitations.cancel': (data, { body }) => {
    const gone = new Set((body?.ids ?? []) as readonly string[]);
    data.invitations = data.invitations.filter(({ id }) => !gone.has(id));
    return {};
  },
  'invitations.resend': (data, { params }) => {
    const found = data.invitations.find(({ id }) => id === params?.id);
    if (found === undefined) throw new NotFound();
    return { invitation: found };
  },
  'my_invitations.list': ({ mine }) => ({ invitations: mine }),
  'my_invitations.accept': (data, { params }) => answerMine(data, params?.id, 'ACCEPTED'),
  'my_invitations.decline': (data, { params }) => answerMine(data, params?.id, 'DECLINED'),
  'audit.search': () => ({ entries: [] }),
  'roles.list': () => ({
    roles: (Object.keys(ROLES) as RoleId[]).map((id) => ({ id, ...ROLES[id], actions: [] })),
  }),
};

function answerMine(data: FakeData, id: string | undefined, status: 'ACCEPTED' | 'DECLINED') {
  const found = data.mine.find((one) => one.id === id);
  if (found === undefined) throw new NotFound();
  data.mine = data.mine.filter((one) => one !== found);
  return { invitation: { ...found, status } };
}

export function answerRoute(data: FakeData, route: string, input: Input): object {
  const handler = HANDLERS[route as RouteName];
  if (handler === undefined) throw new NotFound();
  return structuredClone(handler(data, input));
}
