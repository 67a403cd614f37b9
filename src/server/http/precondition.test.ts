import { expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { NEVER_MODIFIED, type Route } from '../../contract/route.ts';
import { operations } from '../operations.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { buildScene, callerOf, examples, routeNames, type Scene } from '../testing/scenes.ts';

const versioned = routeNames.filter((name) => (routes[name] as Route).versioned);
const OLD = '2020-01-01T00:00:00.000000Z';

interface Parts {
  readonly params: Record<string, string>;
  readonly body?: { ids?: string[]; teams?: { id: string }[]; silos?: { id: string }[] };
}

onEachEngine('If-Match', (world) => {
  const read = async (table: 'organizations' | 'teams' | 'silos' | 'apps', id: string, owner?: string) => {
    const column = table === 'apps' ? 'owner_id' : 'organization_id';
    let select = world.db.selectFrom(table).select('modified_at').where('id', '=', id);
    if (owner !== undefined) select = select.where(column as never, '=', owner as never);
    return (await select.executeTakeFirstOrThrow()).modified_at;
  };

  /** What the caller would have read of the record that the example changes. */
  const presentVersion = async (name: RouteName, scene: Scene, { params, body }: Parts): Promise<string> => {
    const org = params.org_id ?? '';
    if (name === 'organizations.update') return read('organizations', org);
    if (name === 'app.update') return read('apps', params.app_id ?? '', params.user_id);
    if (name.startsWith('silos.')) return read('silos', body?.silos?.[0]?.id ?? body?.ids?.[0] ?? '', org);
    if (name.startsWith('team'))
      return read('teams', params.team_id ?? body?.teams?.[0]?.id ?? body?.ids?.[0] ?? '', org);
    const { modified_at } =
      name === 'token_rules.put'
        ? await world.ok('token_rules.get', scene.admin, { params: { org_id: org } })
        : await world.ok('password_policy.get', scene.admin, { params: { org_id: org } });
    return modified_at ?? NEVER_MODIFIED;
  };

  const call = (name: RouteName, scene: Scene, input: Parts, header: string) =>
    world.call(name, callerOf(scene, name), input as never, { 'if-match': header });

  it('is declared and answered by the same operations', () => {
    const answered = operations.filter(({ version }) => version !== null).map(({ route }) => route.name);
    expect(answered.sort()).toEqual([...versioned].sort());
    expect(versioned.length).toBeGreaterThan(10);
  });

  it.each(versioned)('lets %s through as it was read, and refuses it once that is old', async (name) => {
    const scene = await buildScene(world);
    const input = examples[name].input(scene) as unknown as Parts;
    const version = await presentVersion(name, scene, input);
    const stale = await call(name, scene, input, `"${OLD}"`);
    expect([stale.http, stale.status.code, ...stale.fields]).toEqual([412, 40011, 'headers.if-match']);
    expect(await presentVersion(name, scene, input)).toBe(version);
    expect((await call(name, scene, input, `"${version}"`)).http).toBe(200);
    // The change made the record another version, or ended it.
    if (!name.endsWith('.delete')) {
      expect(await presentVersion(name, scene, input)).not.toBe(version);
      expect((await call(name, scene, input, version)).http).toBe(412);
    }
  });

  it('is refused where it would say nothing: several records, no version, a call that takes none', async () => {
    const scene = await buildScene(world);
    const org = { params: { org_id: scene.org_id } };
    const two = { ...org, body: { ids: ['team', 'siloed'] } };
    const refusal = async (name: RouteName, input: object, header: string) => {
      const { http, fields } = await call(name, scene, input as Parts, header);
      return [http, ...fields];
    };
    expect(await refusal('teams.delete', two, `"${OLD}"`)).toEqual([400, 'body.ids']);
    expect(await refusal('teams.delete', two, 'W/"1"')).toEqual([400, 'headers.if-match']);
    expect(await refusal('teams.delete', { ...org, body: { ids: ['team'] } }, '*')).toEqual([400, 'headers.if-match']);
    const remove = { ...org, body: { user_ids: [scene.colleague.id] } };
    expect(await refusal('members.remove', remove, `"${OLD}"`)).toEqual([400, 'headers.if-match']);
  });

  it('gives of two admins who read the same team the first, and tells the second', async () => {
    const scene = await buildScene(world);
    const { org_id, admin, second } = scene;
    const params = { org_id };
    const { teams } = await world.ok('teams.list', admin, { params });
    const team = teams.find(({ id }) => id === 'team');
    const rename = (who: typeof admin, name: string) =>
      world.call('teams.update', who, {
        params,
        body: { teams: [{ id: 'team', name }] },
        if_match: team?.modified_at,
      });
    const replies = await Promise.all([rename(admin, 'Of the first'), rename(second, 'Of the second')]);
    expect(replies.map(({ http }) => http).sort()).toEqual([200, 412]);
    const winner = replies[0]?.http === 200 ? 'Of the first' : 'Of the second';
    const after = await world.ok('teams.list', admin, { params });
    expect(after.teams.find(({ id }) => id === 'team')?.name).toBe(winner);
  });
});
