import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { CollaboratorScope } from '../../../contract/api/collaborators.ts';
import { APP_ADMINISTRATION, VISIBILITY_ACTIONS } from '../../../contract/permissions.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

onEachEngine('collaborators', (world) => {
  const place = (user_id: string, app_id = 'app') => ({ params: { user_id, app_id } });
  const add = (who: TestPerson, owner: string, id: string, ...scopes: CollaboratorScope[]) =>
    world.refusal('collaborators.add', who, { ...place(owner), body: { collaborators: [{ id, scopes }] } });
  const can = async (who: TestPerson, owner: string) => {
    const reply = await world.call('apps.get', who, place(owner));
    if (reply.http !== 200) return [`${reply.http}`];
    const { abilities } = reply.body.app as { abilities: Record<string, boolean> };
    return Object.keys(abilities).filter((action) => abilities[action]);
  };

  it('are people and organizations, each once, never the owner', async () => {
    const { admin, outsider, org_id } = await buildScene(world);
    const [one, other] = [await person(world, { first_name: 'Ada', last_name: 'Byron' }), await person(world)];
    const partner = await organization(world, other);
    const body = {
      collaborators: [
        { id: one.id, scopes: ['read' as const, 'train_models' as const, 'read' as const] },
        { id: partner, scopes: ['*' as const] },
      ],
    };
    const { collaborators } = await world.ok('collaborators.add', admin, { ...place(org_id), body });
    expect(collaborators).toMatchObject([
      {
        id: one.id,
        user: { id: one.id, kind: 'person', first_name: 'Ada', last_name: 'Byron' },
        scopes: ['read', 'train_models'],
        endpoints: [],
      },
      { id: partner, user: { kind: 'organization', first_name: `The ${partner}` }, scopes: ['*'] },
    ]);
    const list = await world.ok('collaborators.list', admin, place(org_id));
    expect(list.collaborators.map(({ id }) => id).sort()).toEqual([outsider.id, one.id, partner].sort());
    expect(list.app_owner).toBeUndefined();
    expect(await add(admin, org_id, org_id, 'read')).toBe('400/11102 body.collaborators.0.id');
    expect(await add(admin, org_id, one.id, 'read')).toBe('409/40010 body.collaborators.0.id');
    expect(await add(admin, org_id, 'nobody-at-all', 'read')).toBe('404/11101 body.collaborators.0.id');
    expect(await add(admin, org_id, other.id)).toBe('400/11102 body.collaborators.0.scopes');
    for (const scope of [...APP_ADMINISTRATION, 'manage_members'])
      expect(await add(admin, org_id, other.id, scope as CollaboratorScope)).toBe(
        '400/11102 body.collaborators.0.scopes.0',
      );
  });

  it('may do what their scopes say, and an organization what its members may do there', async () => {
    const { admin, org_id } = await buildScene(world);
    const [reader, single, boss] = [await person(world), await person(world), await person(world)];
    const partner = await organization(world, boss);
    const partnerUser = await member(world, boss, partner, 'organization_user');
    const teamless = await member(world, boss, partner, 'team_contributor');
    for (const [id, scope] of [
      [reader.id, 'read'],
      [single.id, 'train_models'],
      [partner, '*'],
    ] as const)
      expect(await add(admin, org_id, id, scope)).toBe('200/10000');
    expect(new Set(await can(reader, org_id))).toEqual(new Set([...VISIBILITY_ACTIONS, 'view_collaborators']));
    expect(new Set(await can(single, org_id))).toEqual(new Set(['view_apps', 'train_models']));
    expect(await can(boss, org_id)).toEqual(expect.arrayContaining(['train_models', 'manage_inputs']));
    expect(await can(boss, org_id)).not.toContain('edit_collaborators');
    expect(await can(partnerUser, org_id)).not.toContain('train_models');
    expect(await can(partnerUser, org_id)).toEqual(expect.arrayContaining(['view_models']));
    expect(await can(teamless, org_id)).toEqual(['404']);
  });

  it('get other scopes, and are told from the log', async () => {
    const { admin, outsider, colleague, org_id } = await buildScene(world);
    const update = (who: TestPerson, id: string, ...scopes: CollaboratorScope[]) =>
      world.refusal('collaborators.update', who, { ...place(org_id), body: { collaborators: [{ id, scopes }] } });
    expect(await update(admin, colleague.id, '*')).toBe('404/11101 body.collaborators.0.id');
    expect(await update(colleague, outsider.id, '*')).toBe('200/10000');
    expect(await update(colleague, outsider.id, '*')).toBe('200/10000');
    expect(await update(outsider, outsider.id, '*')).toBe('403/11007 edit_collaborators');
    const remove = (who: TestPerson, ...ids: string[]) =>
      world.refusal('collaborators.remove', who, { ...place(org_id), body: { ids } });
    expect(await remove(admin, outsider.id, colleague.id)).toBe('404/11101 body.ids.1');
    expect(await remove(admin, outsider.id)).toBe('200/10000');
    const { entries } = await world.ok('audit.search', admin, {
      params: { user_id: org_id },
      body: { query: { operations: [701, 702], success: true }, sort_ascending: true },
    });
    expect(entries.map(({ operation, targets, details }) => [operation, targets, details])).toEqual([
      [
        701,
        [{ app: { id: 'app' } }, { collaborator: { id: outsider.id } }],
        { changes: { [outsider.id]: { before: ['read'], after: ['*'] } } },
      ],
      [702, [{ app: { id: 'app' } }, { collaborator: { id: outsider.id } }], { scopes: { [outsider.id]: ['*'] } }],
    ]);
  });

  it("end their own collaboration, and their organization's, and nobody else's", async () => {
    const { admin, outsider, invitee, org_id } = await buildScene(world);
    const boss = await person(world);
    const partner = await organization(world, boss);
    const user = await member(world, boss, partner, 'organization_user');
    expect(await add(admin, org_id, partner, '*')).toBe('200/10000');
    const leave = (who: TestPerson, ...ids: string[]) =>
      world.refusal('collaborators.remove', who, { ...place(org_id), body: { ids } });
    expect(await leave(invitee, invitee.id)).toBe('404/11101');
    expect(await leave(outsider, partner)).toBe('403/11007 edit_collaborators');
    expect(await leave(user, partner)).toBe('403/11007 edit_collaborators');
    expect(await leave(boss, partner, outsider.id)).toBe('403/11007 edit_collaborators');
    expect(await leave(boss, partner)).toBe('200/10000');
    expect(await leave(outsider, outsider.id)).toBe('200/10000');
    expect(await can(outsider, org_id)).toEqual(['404']);
  });

  it("see others' apps in one list, as long as they can, by pages of any size", async () => {
    const [who, boss] = [await person(world), await person(world)];
    const partner = await organization(world, boss);
    const scenes = [await buildScene(world), await buildScene(world), await buildScene(world)];
    for (const { admin, org_id } of scenes) {
      expect(await add(admin, org_id, who.id, 'read')).toBe('200/10000');
      expect(await add(admin, org_id, partner, '*')).toBe('200/10000');
    }
    const mine = {
      ...place(scenes[0]?.admin.id ?? '', 'mine'),
      body: { collaborators: [{ id: who.id, scopes: ['*' as const] }] },
    };
    await world.ok('collaborators.add', scenes[0]?.admin ?? null, mine);
    const list = async (by: TestPerson, user_id: string, query = {}) =>
      world.ok('collaborations.list', by, { params: { user_id }, query });
    const owners = [...scenes.map(({ org_id }) => org_id), scenes[0]?.admin.id].reverse();
    const all = (await list(who, 'me')).collaborations;
    expect(all.map(({ app }) => app.user_id)).toEqual(owners);
    expect(all[0]).toMatchObject({ app_owner: { kind: 'person' }, scopes: ['*'], endpoints: [], app: { id: 'mine' } });
    expect((await list(boss, partner)).collaborations.map(({ app }) => app.user_id)).toEqual(owners.slice(1));
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await list(who, 'me', { per_page: 1, ...(cursor && { cursor }) });
      seen.push(...page.collaborations);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
    expect((await list(who, 'me', { per_page: 2, page: 2 })).collaborations).toEqual(all.slice(2));
    await world.ok('organizations.delete', scenes[1]?.admin ?? null, {
      params: { org_id: scenes[1]?.org_id ?? '' },
      body: { confirm: scenes[1]?.org_id ?? '' },
    });
    const left = owners.filter((id) => id !== scenes[1]?.org_id);
    expect((await list(who, 'me')).collaborations.map(({ app }) => app.user_id)).toEqual(left);
    expect((await list(who, 'me', { per_page: 1, page: 3 })).collaborations).toHaveLength(1);
  });

  it("leave no trace in others' apps when they delete their account", async () => {
    const { outsider, org_id } = await buildScene(world);
    const star = { params: { user_id: 'me' }, body: { targets: [{ app: { id: 'app', user_id: org_id } }] } };
    await world.ok('stars.add', outsider, star);
    const count = () =>
      world.rows(sql`select star_count, (select count(*) from collaborators where app_id = 'app' and owner_id = ${org_id})
        as collaborators from apps where owner_id = ${org_id} and id = 'app'`);
    expect(await count()).toEqual([{ star_count: 1, collaborators: 1 }]);
    await world.ok('users.delete', outsider, { params: { user_id: 'me' }, body: { confirm: outsider.id } });
    expect(await count()).toEqual([{ star_count: 0, collaborators: 0 }]);
  });
});
