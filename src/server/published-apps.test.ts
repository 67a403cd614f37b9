import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { onEachEngine } from './testing/on-each-engine.ts';
import { person, type TestPerson } from './testing/people.ts';
import { buildScene, type Scene } from './testing/scenes.ts';

interface Answer {
  readonly http: number;
  readonly status: { readonly code: number; readonly description: string; readonly req_id: string };
  readonly [field: string]: unknown;
}

/** What the platform's documentation has people type, with the host replaced. */
async function curl(...args: string[]): Promise<Answer> {
  const child = spawn('curl', ['--silent', '--show-error', '--write-out', '\n%{http_code}', ...args]);
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`curl: ${error}`);
  const end = out.lastIndexOf('\n');
  return { ...JSON.parse(out.slice(0, end)), http: Number(out.slice(end + 1)) };
}

onEachEngine('the published examples of apps and collaborators', (world) => {
  let base: string;
  let scene: Scene;
  let mate: TestPerson;
  beforeAll(async () => {
    base = await world.app.listen({ port: 0, host: '127.0.0.1' });
    scene = await buildScene(world);
    mate = await person(world);
  });

  const call = (method: string, path: string, body?: object, who: TestPerson = scene.admin) =>
    curl(
      ...['-X', method, `${base}/v2${path}`, '-H', `Authorization: Key ${who.token}`],
      ...(body === undefined ? [] : ['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)]),
    );
  const ids = (answer: Answer, field: string) => (answer[field] as { id: string }[]).map(({ id }) => id);

  it('creates, lists, gets, changes and deletes applications', async () => {
    const { admin } = scene;
    const created = await call('POST', '/users/me/apps', {
      apps: [{ id: 'my-app', name: 'My app' }, { id: 'test-application-1' }],
    });
    expect([created.http, created.status.code, created.status.description]).toEqual([200, 10000, 'Ok']);
    expect(created.apps).toMatchObject([
      {
        id: 'my-app',
        name: 'My app',
        user_id: admin.id,
        visibility: { gettable: 10 },
        is_starred: false,
        star_count: 0,
      },
      { id: 'test-application-1', name: 'test-application-1' },
    ]);
    const listed = await call('GET', '/users/me/apps?page=1&per_page=2&sort_by_id=true');
    expect(ids(listed, 'apps')).toEqual(['test-application-1', 'my-app']);
    const searched = await call('GET', `/users/${admin.id}/apps?search=my&sort_by_name=true&sort_ascending=true`);
    expect(ids(searched, 'apps')).toEqual(['my-app']);
    const changed = await call('PATCH', '/users/me/apps', {
      apps: [{ id: 'my-app', name: 'Renamed', description: 'What it is', notes: '# Notes', metadata: { team: 'a' } }],
      action: 'overwrite',
    });
    expect(changed.apps).toMatchObject([{ id: 'my-app', name: 'Renamed', description: 'What it is' }]);
    const got = await call('GET', '/users/me/apps/my-app');
    expect(got.app).toMatchObject({ name: 'Renamed', notes: '# Notes', metadata: { team: 'a' } });
    const { created_at, modified_at } = got.app as { created_at: string; modified_at: string };
    for (const time of [created_at, modified_at]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const one = await call('PATCH', '/users/me/apps/my-app', { app: { new_id: 'new-id' } });
    expect(one.app).toMatchObject({ id: 'new-id', name: 'Renamed' });
    expect((await call('GET', '/users/me/apps/my-app')).status.code).toBe(11101);
    expect((await call('DELETE', '/users/me/apps', { ids: ['new-id'] })).status.code).toBe(10000);
    expect((await call('DELETE', '/users/me/apps/test-application-1')).status.code).toBe(10000);
    expect(ids(await call('GET', '/users/me/apps'), 'apps')).toEqual(['mine']);
  });

  it('does the same with what an organization owns, starred ones alone if wanted', async () => {
    const { org_id } = scene;
    await call('POST', '/users/me/stars', { targets: [{ app: { id: 'app', user_id: org_id } }] });
    const starred = await call('GET', `/users/${org_id}/apps?starred_only=true&sort_by_star_count=true`);
    expect(ids(starred, 'apps')).toEqual(['app']);
    expect((await call('GET', '/users/me/starred')).starred).toMatchObject([{ kind: 'app', app: { id: 'app' } }]);
    const denied = await call('PATCH', `/users/${org_id}/apps`, { apps: [{ id: 'app', name: 'x' }] }, scene.outsider);
    expect([denied.http, denied.status.code]).toEqual([403, 11007]);
    const foreign = await call('GET', `/users/${org_id}/apps/app`, undefined, mate);
    expect([foreign.http, foreign.status.code]).toEqual([404, 11101]);
  });

  it('adds, lists, changes and removes collaborators, who see the app among their collaborations', async () => {
    const { admin } = scene;
    const path = '/users/me/apps/mine/collaborators';
    const added = await call('POST', path, { collaborators: [{ id: mate.id, scopes: ['read'] }] });
    expect(added.collaborators).toMatchObject([
      { id: mate.id, user: { id: mate.id }, scopes: ['read'], endpoints: [] },
    ]);
    const listed = await call('GET', `${path}?page=1&per_page=10`);
    expect(ids(listed, 'collaborators')).toEqual([mate.id]);
    expect(listed.app_owner).toMatchObject({ id: admin.id });
    const shared = await call('GET', '/users/me/collaborations', undefined, mate);
    expect(shared.collaborations).toMatchObject([
      { app: { id: 'mine', user_id: admin.id }, app_owner: { id: admin.id }, scopes: ['read'], endpoints: [] },
    ]);
    const seen = await call('GET', `/users/${admin.id}/apps/mine`, undefined, mate);
    expect(seen.app).toMatchObject({ id: 'mine', abilities: { view_models: true, create_models: false } });
    const changed = await call('PATCH', path, {
      collaborators: [{ id: mate.id, scopes: ['*'] }],
      action: 'overwrite',
    });
    expect(changed.collaborators).toMatchObject([{ id: mate.id, scopes: ['*'] }]);
    const made = await call('POST', `/users/${admin.id}/apps/mine/models`, { models: [{ id: 'first' }] }, mate);
    expect(made.status.code).toBe(10000);
    expect((await call('DELETE', path, { ids: [mate.id] })).status.code).toBe(10000);
    expect((await call('GET', '/users/me/collaborations', undefined, mate)).collaborations).toEqual([]);
    expect((await call('GET', `/users/${admin.id}/apps/mine`, undefined, mate)).http).toBe(404);
  });
});
