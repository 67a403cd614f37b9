import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { organization, type TestPerson } from '../../testing/people.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';
import type { World } from '../../testing/world.ts';

const transfer = (world: World, who: TestPerson, from: string, app_id: string, to: string, new_id?: string) =>
  world.refusal('app.transfer', who, {
    params: { user_id: from, app_id },
    body: { organization_id: to, ...(new_id === undefined ? {} : { new_id }) },
  });

/** The scene's organization with nothing deployed, and a second one of the same admin. */
async function twoOrganizations(world: World): Promise<Scene & { other_id: string }> {
  const scene = await buildScene(world);
  const other_id = await organization(world, scene.admin);
  const params = { user_id: scene.org_id };
  await world.ok('deployments.delete', scene.admin, { params, body: { ids: ['deployment'] } });
  return { ...scene, other_id };
}

onEachEngine('the transfer of an app', (world) => {
  it("gives a person's own to an organization, under a new id where its own is taken", async () => {
    const { admin, org_id } = await buildScene(world);
    await world.ok('apps.create', admin, { params: { user_id: 'me' }, body: { apps: [{ id: 'app' }] } });
    expect(await transfer(world, admin, 'me', 'app', org_id)).toBe('409/40010 params.app_id');
    expect(await transfer(world, admin, 'me', 'app', org_id, 'other-app')).toBe('409/40010 body.new_id');
    expect(await transfer(world, admin, 'me', 'app', org_id, 'moved')).toBe('200/10000');
    expect(await transfer(world, admin, 'me', 'app', org_id, 'again')).toBe('404/11101');
    const mine = await world.ok('apps.list', admin, { params: { user_id: 'me' } });
    expect(mine.apps.map(({ id }) => id)).toEqual(['mine']);
    const { app } = await world.ok('apps.get', admin, { params: { user_id: org_id, app_id: 'moved' } });
    expect(app).toMatchObject({ user_id: org_id, name: 'app' });
  });

  it('takes content, collaborators, stars and labels along, and leaves teams behind', async () => {
    const { admin, outsider, org_id, other_id } = await twoOrganizations(world);
    const share = { params: { user_id: org_id, app_id: 'app' } };
    await world.ok('collaborators.add', admin, {
      ...share,
      body: { collaborators: [{ id: other_id, scopes: ['*'] }] },
    });
    const item = { id: 'item', user_id: org_id, app_id: 'app' };
    const targets = [{ app: { id: 'app', user_id: org_id } }, { model: item }];
    await world.ok('stars.add', admin, { params: { user_id: 'me' }, body: { targets } });
    expect(await transfer(world, admin, org_id, 'app', other_id)).toBe('200/10000');
    const inApp = { params: { user_id: other_id, app_id: 'app' } };
    const { app } = await world.ok('apps.get', admin, inApp);
    expect(app).toMatchObject({ compliance_labels: ['HIPAA'], star_count: 1, is_starred: true });
    const { models } = await world.ok('models.list', admin, inApp);
    expect(models.map(({ id, star_count }) => [id, star_count]).sort()).toEqual([
      ['deployed', 0],
      ['item', 1],
    ]);
    const { collaborators } = await world.ok('collaborators.list', admin, inApp);
    expect(collaborators.map(({ id }) => id)).toEqual([outsider.id]);
    const { starred } = await world.ok('starred.list', admin, { params: { user_id: 'me' } });
    expect(starred.map((one) => one.app?.user_id ?? one.item?.user_id)).toEqual([other_id, other_id]);
    expect(
      await world.db
        .selectFrom('team_apps')
        .select('team_id')
        .where('organization_id', 'in', [org_id, other_id])
        .execute(),
    ).toEqual([]);
    for (const [owner, entries] of [
      [org_id, 1],
      [other_id, 1],
    ] as const) {
      const body = { query: { operations: [10230], targets: [{ app: { id: 'app' } }] } };
      const log = await world.ok('audit.search', admin, { params: { user_id: owner }, body });
      expect(log.entries).toHaveLength(entries);
      expect(log.entries[0]?.details).toMatchObject({
        from: { owner_id: org_id, id: 'app' },
        to: { owner_id: other_id, id: 'app' },
      });
    }
  });

  it('wants transfer_app on one side and create_apps on the other', async () => {
    const { admin, colleague, org_id, other_id } = await twoOrganizations(world);
    expect(await transfer(world, colleague, org_id, 'app', other_id)).toBe('403/11007 transfer_app');
    const { org_id: foreign } = await buildScene(world);
    expect(await transfer(world, admin, org_id, 'app', foreign)).toBe('404/11101');
    const { org_id: joined, admin: host } = await buildScene(world);
    const { invitations } = await world.ok('invitations.create', host, {
      params: { org_id: joined },
      body: { invitations: [{ email: admin.email, role_id: 'organization_user' }] },
    });
    const id = invitations[0]?.id ?? '';
    await world.ok('my_invitations.accept', admin, { params: { user_id: 'me', id } });
    expect(await transfer(world, admin, org_id, 'app', joined)).toBe('403/11007 create_apps');
    expect(await transfer(world, admin, org_id, 'app', org_id)).toBe('400/11102 body.organization_id');
    const { apps } = await world.ok('apps.list', admin, { params: { user_id: org_id } });
    expect(apps).toHaveLength(2);
  });

  it('keeps to the silos of the organization that receives it', async () => {
    const { admin, org_id } = await buildScene(world);
    await world.db
      .insertInto('team_members')
      .values({ organization_id: org_id, team_id: 'siloed', user_id: admin.id })
      .execute();
    expect(await transfer(world, admin, 'me', 'mine', org_id)).toBe('403/11007 view_apps');
    const label = { params: { user_id: 'me', app_id: 'mine' }, body: { app: { compliance_labels: ['HIPAA'] } } };
    await world.ok('app.update', admin, label);
    expect(await transfer(world, admin, 'me', 'mine', org_id)).toBe('200/10000');
  });

  it('waits until nothing of the app is deployed', async () => {
    const { admin, org_id } = await buildScene(world);
    const other_id = await organization(world, admin);
    const reply = await world.call('app.transfer', admin, {
      params: { user_id: org_id, app_id: 'app' },
      body: { organization_id: other_id },
    });
    expect([reply.http, reply.status.details]).toEqual([
      400,
      [{ field: 'params.app_id', message: 'deployment must be ended first' }],
    ]);
  });

  it('goes in both directions at once without a circle', async () => {
    const { admin, org_id, other_id } = await twoOrganizations(world);
    await world.ok('apps.create', admin, { params: { user_id: other_id }, body: { apps: [{ id: 'back' }] } });
    const outcomes = await Promise.all([
      transfer(world, admin, org_id, 'app', other_id),
      transfer(world, admin, other_id, 'back', org_id),
      transfer(world, admin, org_id, 'other-app', other_id),
    ]);
    expect(outcomes).toEqual(['200/10000', '200/10000', '200/10000']);
    const ids = async (user_id: string) =>
      (await world.ok('apps.list', admin, { params: { user_id }, query: { sort_by_id: 'true' } })).apps.map(
        ({ id }) => id,
      );
    expect([await ids(org_id), await ids(other_id)]).toEqual([['back'], ['other-app', 'app']]);
  });
});
