import type { RouteName } from '../../contract/api/index.ts';
import { hashPassword } from '../modules/users/password.ts';
import { appExamples } from './examples/apps.ts';
import { billingExamples } from './examples/billing.ts';
import { clusterExamples } from './examples/clusters.ts';
import { contentExamples } from './examples/content.ts';
import { type Example, mail, me, org, owned, type Scene } from './examples/example.ts';
import { passwordExamples, policyExamples } from './examples/policies.ts';
import { sharingExamples } from './examples/sharing.ts';
import { teamExamples } from './examples/teams.ts';
import { furnish } from './furnish.ts';
import { invite, member, organization, people, type TestPerson } from './people.ts';
import type { Reply, Who, World } from './world.ts';

export type { Scene };

let passwordHash: Promise<string> | null = null;
const INVITEE_PASSWORD = 'the password of the invitee';

export async function buildScene(world: World): Promise<Scene> {
  const [admin, invitee, outsider] = await people(world, 3);
  if (admin === undefined || invitee === undefined || outsider === undefined) throw new Error('nobody was made');
  const [org_id, deleted_id] = [await organization(world, admin), await organization(world, admin)];
  const second = await member(world, admin, org_id, 'admin');
  const colleague = await member(world, admin, org_id, 'organization_contributor');
  const invitation_id = await invite(world, admin, org_id, invitee.email);
  await furnish(world, org_id, admin, outsider, second);
  await world.ok('organizations.delete', admin, { params: { org_id: deleted_id }, body: { confirm: deleted_id } });
  passwordHash ??= hashPassword(INVITEE_PASSWORD);
  const password_hash = await passwordHash;
  await world.db.updateTable('users').set({ password_hash }).where('id', '=', invitee.id).execute();
  const fresh = () => world.unique('fresh');
  return { org_id, admin, second, colleague, invitee, outsider, invitation_id, deleted_id, fresh };
}

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
  'invitations.check': {
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
  'notifications.list': { as: 'invitee', input: () => ({ params: me }) },
  'notifications.mark_read': {
    as: 'invitee',
    input: () => ({ params: me, body: { until: '2100-01-01T00:00:00Z' } }),
  },
  ...teamExamples,
  ...appExamples,
  ...contentExamples,
  ...sharingExamples,
  ...clusterExamples,
  ...policyExamples,
  ...passwordExamples,
  ...billingExamples,
  'audit.search': { as: 'admin', input: (scene) => ({ ...owned(scene), body: {} }) },
  'audit.export': { as: 'admin', input: (scene) => ({ ...owned(scene), body: { format: 'jsonl' } }) },
  'audit.verify': { as: 'admin', input: owned },
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
