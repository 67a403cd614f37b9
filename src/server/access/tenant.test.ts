import { beforeAll, expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { ACTIONS, type Action, ROLE_IDS, type RoleId } from '../../contract/permissions.ts';
import type { Route } from '../../contract/route.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, person, type TestPerson } from '../testing/people.ts';
import { attempt, buildScene, examples, routeNames, type Scene } from '../testing/scenes.ts';

/** Everybody may ask these about themselves; the examples ask about somebody else. */
const ASKED_ABOUT_OTHERS: Partial<Record<RouteName, Action>> = {
  'access.list': 'view_access',
  'access.explain': 'view_access',
};

/** Routes that speak of an organization, each with the action it needs. */
const guarded = routeNames.flatMap((name) => {
  const { access }: Route = routes[name];
  if (access.for !== 'organization' && access.for !== 'owner') return [];
  return [{ name, action: ASKED_ABOUT_OTHERS[name] ?? access.action }];
});
const RESTORE: RouteName = 'organizations.restore';
const others = guarded.filter(({ name }) => name !== RESTORE);

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

  const rolesAllowed = async (name: RouteName, scene: Scene, people: Map<RoleId, TestPerson>) => {
    const outcomes: Partial<Record<RoleId, string>> = {};
    // Those who may come last: what they do may take away what is tried.
    for (const role of [...ROLE_IDS].reverse()) {
      const reply = await attempt(world, name, scene, people.get(role) ?? null);
      outcomes[role] = [reply.http, reply.status.code, ...reply.fields].join(' ');
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

  it.each(others)('$name allows exactly the roles that may $action', async ({ name, action }) => {
    const scene = routes[name].reads ? shared : await buildScene(world);
    const people = new Map<RoleId, TestPerson>();
    for (const role of ROLE_IDS) people.set(role, await member(world, scene.admin, scene.org_id, role));
    const allowed: readonly RoleId[] = ACTIONS[action];
    const expected = ROLE_IDS.map((role) => [role, allowed.includes(role) ? '200 10000' : `403 11007 ${action}`]);
    expect(await rolesAllowed(name, scene, people)).toEqual(Object.fromEntries(expected));
  });

  it('organizations.restore allows admins alone', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    const people = new Map<RoleId, TestPerson>();
    for (const role of ROLE_IDS) people.set(role, await member(world, admin, org_id, role));
    await world.ok('organizations.delete', admin, { params: { org_id }, body: { confirm: org_id } });
    const outcomes = await rolesAllowed(RESTORE, { ...scene, deleted_id: org_id }, people);
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
