import { beforeAll, expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { ACTIONS, type Action, ROLE_IDS, type RoleId } from '../../contract/permissions.ts';
import type { Route } from '../../contract/route.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, person, type TestPerson } from '../testing/people.ts';
import { attempt, buildScene, examples, routeNames, type Scene } from '../testing/scenes.ts';

/** What an example needs beyond its route's own action: a field's right, or to see what it names. */
const ALSO: Partial<Record<RouteName, { right: Action; sees?: string }>> = {
  'app.update': { right: 'edit_app_notes' },
  'apps.update': { right: 'edit_app_description', sees: 'body.apps.0.id' },
  'apps.delete': { right: 'delete_app', sees: 'body.ids.0' },
  'collaborators.remove': { right: 'edit_collaborators' },
  'stars.add': { right: 'view_apps', sees: 'body.targets.0' },
  // Everybody may ask these about themselves; the examples ask about somebody else.
  'access.list': { right: 'view_access' },
  'access.explain': { right: 'view_access' },
};
/** An app of the admin's own: no organization is asked. */
const OF_A_PERSON: RouteName = 'app.transfer';

/** Routes that speak of an organization or of one of its apps, each with the action it needs. */
const guarded = routeNames.flatMap((name) => {
  const { access }: Route = routes[name];
  if (access.for === 'organization' || access.for === 'owner') return [{ name, action: access.action, inApp: false }];
  if (name === OF_A_PERSON) return [];
  if (access.for === 'app') return [{ name, action: access.action as Action, inApp: true }];
  return access.for === 'apps' ? [{ name, action: 'view_apps' as const, inApp: true }] : [];
});
const RESTORE: RouteName = 'organizations.restore';
const others = guarded.filter(({ name }) => name !== RESTORE);
const may = (role: RoleId, action: Action) => (ACTIONS[action] as readonly RoleId[]).includes(role);

/** What a member of this role who is in no team meets: on apps a team contributor has nothing from the role itself. */
function expected(role: RoleId, { name, action, inApp }: (typeof guarded)[number]): string {
  const also = ALSO[name];
  const sees = role !== 'team_contributor' && may(role, 'view_apps');
  const hidden = ['404 11101', ...(also?.sees === undefined ? [] : [also.sees])].join(' ');
  if (inApp && !sees) return hidden;
  if (!may(role, action)) return `403 11007 ${action}`;
  if (also?.sees !== undefined && !sees) return hidden;
  return also === undefined || may(role, also.right) ? '200 10000' : `403 11007 ${also.right}`;
}

onEachEngine('tenants', (world) => {
  let shared: Scene;
  let outsider: TestPerson;
  let revoked: TestPerson;
  let deleted: Scene;
  beforeAll(async () => {
    [shared, deleted, outsider] = [await buildScene(world), await buildScene(world), await person(world)];
    revoked = await member(world, shared.admin, shared.org_id, 'admin');
    await world.ok('keys.delete', revoked, { params: { user_id: 'me', key_id: revoked.key_id } });
    const { admin, org_id } = deleted;
    await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
  });

  /** What a member of each role meets. A change that was made is tried by the next one in a scene of their own. */
  const outcomesByRole = async (name: RouteName) => {
    const outcomes: Partial<Record<RoleId, string>> = {};
    const fresh = async () => (routes[name].reads ? shared : buildScene(world));
    let scene = await fresh();
    for (const role of ROLE_IDS) {
      const who = await member(world, scene.admin, scene.org_id, role);
      const reply = await attempt(world, name, scene, who);
      outcomes[role] = [reply.http, reply.status.code, ...reply.fields].join(' ');
      if (reply.http === 200 && role !== ROLE_IDS.at(-1)) scene = await fresh();
    }
    return outcomes;
  };

  it.each(guarded)('$name answers an outsider as if the organization did not exist', async ({ name }) => {
    const real = await attempt(world, name, shared, outsider);
    const invented = await attempt(world, name, { ...shared, org_id: 'nowhere', deleted_id: 'nowhere' }, outsider);
    expect([real.http, real.status.code]).toEqual([404, 11101]);
    const text = (reply: typeof real, scene: Pick<Scene, 'org_id' | 'deleted_id'>) =>
      JSON.stringify(reply.body)
        .replace(reply.status.req_id, '')
        .replaceAll(name === RESTORE ? scene.deleted_id : scene.org_id, 'ID');
    expect(text(real, shared)).toBe(text(invented, { org_id: 'nowhere', deleted_id: 'nowhere' }));
  });

  it.each(others)('$name allows exactly the roles that may $action', async (route) => {
    const outcomes = await outcomesByRole(route.name);
    expect(outcomes).toEqual(Object.fromEntries(ROLE_IDS.map((role) => [role, expected(role, route)])));
  });

  it('organizations.restore allows admins alone', async () => {
    const remove = async (scene: Scene) => {
      const { admin, org_id } = scene;
      await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
      return { ...scene, deleted_id: org_id };
    };
    const outcomes: Partial<Record<RoleId, string>> = {};
    for (const role of ROLE_IDS) {
      const scene = await buildScene(world);
      const who = await member(world, scene.admin, scene.org_id, role);
      const reply = await attempt(world, RESTORE, await remove(scene), who);
      outcomes[role] = [reply.http, reply.status.code, ...reply.fields].join(' ');
    }
    expect(outcomes).toEqual(
      Object.fromEntries(
        ROLE_IDS.map((role) => [role, role === 'admin' ? '200 10000' : '403 11007 manage_organization']),
      ),
    );
  });

  it.each(guarded)('$name refuses a revoked token', async ({ name }) => {
    const reply = await attempt(world, name, shared, revoked);
    expect([reply.http, reply.status.code]).toEqual([401, 11009]);
  });

  it.each(others)('$name does not find a deleted organization', async ({ name }) => {
    const reply = await attempt(world, name, deleted, deleted.admin);
    expect([reply.http, reply.status.code]).toEqual([404, 11101]);
  });

  it.each(routeNames.filter((name) => examples[name].as !== 'nobody'))('%s wants a token', async (name) => {
    const reply = await attempt(world, name, shared, null);
    expect([reply.http, reply.status.code]).toEqual([401, 11008]);
  });

  it('keeps the teams, apps, people and invitations of one organization out of another', async () => {
    const [mine, theirs] = [await buildScene(world), await buildScene(world)];
    const params = { org_id: mine.org_id };
    const team = { params: { ...params, team_id: 'team' } };
    const { admin, invitee } = mine;
    const missing = (field: string) => `404/11101 body.${field}.0`;
    const newcomers = { ...team, body: { user_ids: [theirs.colleague.id] } };
    expect(await world.refusal('team_members.add', admin, newcomers)).toBe(missing('user_ids'));
    const foreign = { params, body: { ids: [theirs.invitation_id] } };
    expect(await world.refusal('invitations.cancel', admin, foreign)).toBe(missing('ids'));
    const resend = { params: { ...params, id: theirs.invitation_id } };
    expect(await world.refusal('invitations.resend', admin, resend)).toBe('404/11101');
    const removal = { params, body: { user_ids: [theirs.second.id] } };
    expect(await world.refusal('members.remove', admin, removal)).toBe(missing('user_ids'));
    const accept = { params: { user_id: 'me', id: theirs.invitation_id } };
    expect(await world.refusal('my_invitations.accept', invitee, accept)).toBe('404/11101');
    const { invitations } = await world.ok('my_invitations.list', invitee, { params: { user_id: 'me' } });
    expect(invitations.map(({ id }) => id)).toEqual([mine.invitation_id]);
  });
});
