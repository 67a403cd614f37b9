import type { InputOf, RouteName } from '../../contract/api/index.ts';
import { hashPassword } from '../modules/users/password.ts';
import { invite, member, organization, person, type TestPerson } from './people.ts';
import type { Reply, Who, World } from './world.ts';

/** An organization with something of everything, so that each operation finds what it works on. */
export interface Scene {
  readonly org_id: string;
  readonly admin: TestPerson;
  readonly second: TestPerson;
  readonly colleague: TestPerson;
  readonly invitee: TestPerson;
  readonly invitation_id: string;
  /** An organization of the admin's that is deleted and can be restored. */
  readonly deleted_id: string;
  /** A word that nobody has used. */
  fresh(): string;
}

let passwordHash: Promise<string> | null = null;
const INVITEE_PASSWORD = 'the password of the invitee';
const me = { user_id: 'me' };

export async function buildScene(world: World): Promise<Scene> {
  const [admin, invitee] = [await person(world), await person(world)];
  const [org_id, deleted_id] = [await organization(world, admin), await organization(world, admin)];
  const second = await member(world, admin, org_id, 'admin');
  const colleague = await member(world, admin, org_id, 'organization_contributor');
  const invitation_id = await invite(world, admin, org_id, invitee.email);
  const teams = [{ id: 'team', name: 'Team', default_permission_id: 'full_access' as const }];
  await world.ok('teams.create', admin, { params: { org_id }, body: { teams } });
  await world.ok('apps.create', admin, { params: { user_id: org_id }, body: { apps: [{ id: 'app' }] } });
  await world.ok('organizations.delete', admin, { params: { org_id: deleted_id }, body: { confirm: deleted_id } });
  passwordHash ??= hashPassword(INVITEE_PASSWORD);
  const password_hash = await passwordHash;
  await world.db.updateTable('users').set({ password_hash }).where('id', '=', invitee.id).execute();
  const fresh = () => world.unique('fresh');
  return { org_id, admin, second, colleague, invitee, invitation_id, deleted_id, fresh };
}

type Role = 'nobody' | 'admin' | 'colleague' | 'invitee';
interface Example<N extends RouteName> {
  readonly as: Role;
  input(scene: Scene): InputOf<N>;
}

const org = ({ org_id }: Scene) => ({ params: { org_id } });
const mail = (scene: Scene) => `${scene.fresh()}@examples.example`;

/** For every operation somebody who may, and an input that succeeds once. A new route does not compile without one. */
export const examples: { readonly [N in RouteName]: Example<N> } = {
  'users.create': {
    as: 'nobody',
    input: (scene) => ({
      body: { user: { id: scene.fresh(), first_name: 'Ada', primary_email: mail(scene) }, password: 'long enough' },
    }),
  },
  'users.get': { as: 'admin', input: () => ({ params: me }) },
  'users.update': { as: 'admin', input: (scene) => ({ params: me, body: { user: { job_title: scene.fresh() } } }) },
  'users.set_password': { as: 'admin', input: () => ({ params: me, body: { new: 'another password' } }) },
  'users.delete': { as: 'colleague', input: ({ colleague }) => ({ params: me, body: { confirm: colleague.id } }) },
  'sessions.create': {
    as: 'nobody',
    input: ({ invitee }) => ({ body: { email: invitee.email, password: INVITEE_PASSWORD } }),
  },
  'keys.list': { as: 'admin', input: () => ({ params: me }) },
  'keys.get': { as: 'admin', input: ({ admin }) => ({ params: { ...me, key_id: admin.key_id } }) },
  'keys.create': { as: 'admin', input: () => ({ params: me, body: { keys: [{ description: 'Another' }] } }) },
  'keys.update': {
    as: 'admin',
    input: ({ admin, fresh }) => ({ params: me, body: { keys: [{ id: admin.key_id, description: fresh() }] } }),
  },
  'keys.delete': { as: 'colleague', input: ({ colleague }) => ({ params: { ...me, key_id: colleague.key_id } }) },
  'scopes.list': { as: 'admin', input: () => ({ params: me }) },
  'organizations.list': { as: 'admin', input: () => ({ params: me }) },
  'organizations.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      return { params: me, body: { organizations: [{ id, name: `The ${id}`, billing_email: mail(scene) }] } };
    },
  },
  'organizations.get': { as: 'admin', input: org },
  'organizations.update': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { organization: { billing_email: mail(scene) } } }),
  },
  'organizations.delete': { as: 'admin', input: (scene) => ({ ...org(scene), body: { confirm: scene.org_id } }) },
  'organizations.restore': { as: 'admin', input: ({ deleted_id }) => ({ params: { org_id: deleted_id } }) },
  'organizations.leave': { as: 'colleague', input: org },
  'organizations.home': { as: 'admin', input: org },
  'members.list': { as: 'admin', input: org },
  'members.update': {
    as: 'admin',
    input: (scene) => ({
      ...org(scene),
      body: { members: [{ user_id: scene.colleague.id, role_id: 'team_contributor' }] },
    }),
  },
  'members.remove': { as: 'admin', input: (scene) => ({ ...org(scene), body: { user_ids: [scene.colleague.id] } }) },
  'invitations.list': { as: 'admin', input: org },
  'invitations.create': {
    as: 'admin',
    input: (scene) => ({
      ...org(scene),
      body: { invitations: [{ email: mail(scene), role_id: 'organization_user' }] },
    }),
  },
  'invitations.cancel': { as: 'admin', input: (scene) => ({ ...org(scene), body: { ids: [scene.invitation_id] } }) },
  'invitations.resend': {
    as: 'admin',
    input: ({ org_id, invitation_id }) => ({ params: { org_id, id: invitation_id } }),
  },
  'my_invitations.list': { as: 'invitee', input: () => ({ params: me }) },
  'my_invitations.accept': { as: 'invitee', input: ({ invitation_id: id }) => ({ params: { ...me, id } }) },
  'my_invitations.decline': { as: 'invitee', input: ({ invitation_id: id }) => ({ params: { ...me, id } }) },
  'teams.list': { as: 'admin', input: org },
  'teams.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      return { ...org(scene), body: { teams: [{ id, name: id, default_permission_id: 'labeler_lead' }] } };
    },
  },
  'team_members.add': {
    as: 'admin',
    input: ({ org_id, colleague }) => ({ params: { org_id, team_id: 'team' }, body: { user_ids: [colleague.id] } }),
  },
  'team_apps.add': {
    as: 'admin',
    input: ({ org_id }) => ({ params: { org_id, team_id: 'team' }, body: { apps: [{ app_id: 'app' }] } }),
  },
  'apps.list': { as: 'admin', input: ({ org_id }) => ({ params: { user_id: org_id } }) },
  'apps.create': {
    as: 'admin',
    input: ({ org_id, fresh }) => ({ params: { user_id: org_id }, body: { apps: [{ id: fresh() }] } }),
  },
  'usage.record': {
    as: 'admin',
    input: (scene) => ({
      ...org(scene),
      body: {
        events: [
          {
            id: scene.fresh(),
            timestamp: '2026-11-01T12:00:00Z',
            user_id: scene.admin.id,
            category: 'tokens',
            quantity: '1.5',
          },
        ],
      },
    }),
  },
  'audit.search': { as: 'admin', input: ({ org_id }) => ({ params: { user_id: org_id }, body: {} }) },
  'roles.list': { as: 'admin', input: org },
};

/** Who makes the example's call. */
export const callerOf = (scene: Scene, name: RouteName): TestPerson | null => {
  const { as } = examples[name];
  return as === 'nobody' ? null : scene[as];
};

/** Makes the example's call, as somebody else where `who` says so. */
export const attempt = (
  world: World,
  name: RouteName,
  scene: Scene,
  who: Who = callerOf(scene, name),
  headers: Record<string, string> = {},
): Promise<Reply> => world.call(name, who, examples[name].input(scene) as never, headers);

/** Every operation by name, for `it.each`. */
export const routeNames = Object.keys(examples) as RouteName[];
