import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, member, organization, person } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

const me = { params: { user_id: 'me' } };
const billing_email = 'billing@orgs.example';

onEachEngine('organizations', (world) => {
  it('are created several at once with their creator as admin, on the Enterprise plan', async () => {
    const who = await person(world);
    const wanted = ['zeta', 'alpha'].map((id) => ({ id, name: ` Name of ${id} `, billing_email: 'Billing@X.example' }));
    const { organizations } = await world.ok('organizations.create', who, { ...me, body: { organizations: wanted } });
    expect(organizations).toMatchObject([
      { id: 'zeta', name: 'Name of zeta', billing_email: 'billing@x.example', role_id: 'admin', plan: 'enterprise' },
      { id: 'alpha', members_count: 1, pending_invitations_count: 0, deleted_at: null, image: null },
    ]);
    const listed = await world.ok('organizations.list', who, me);
    expect(listed.organizations).toEqual([organizations[1], organizations[0]]);
  });

  it('take an id and a name once, whatever the case and the spaces of the name, and all or none', async () => {
    const who = await person(world);
    const create = (...organizations: { id: string; name: string }[]) =>
      world.refusal('organizations.create', who, {
        ...me,
        body: { organizations: organizations.map((one) => ({ ...one, billing_email })) },
      });
    expect(await create({ id: 'taken-once', name: 'Taken  Once' })).toBe('200/10000');
    expect(await create({ id: 'free-1', name: 'Free 1' }, { id: 'taken-once', name: 'Free 2' })).toBe(
      '409/40010 body.organizations.1.id',
    );
    expect(await create({ id: 'free-1', name: 'TAKEN once' })).toBe('409/40010 body.organizations.0.name');
    expect(await create({ id: 'free-1', name: 'Ｔaken Once' })).toBe('409/40010 body.organizations.0.name');
    expect(await create({ id: who.id, name: 'Free 1' })).toBe('409/40010 body.organizations.0.id');
    expect(await create({ id: 'same', name: 'S 1' }, { id: 'same', name: 'S 2' })).toBe(
      '409/40010 body.organizations.1.id',
    );
    expect(await create({ id: 'free-1', name: 'Free 1' })).toBe('200/10000');
  });

  it.each(['me', 'Upper', '-dash', 'a b', 'x'.repeat(49), ''])('refuse the id "%s"', async (id) => {
    const organizations = [{ id, name: 'Name', billing_email }];
    expect(await world.refusal('organizations.create', await person(world), { ...me, body: { organizations } })).toBe(
      '400/11102 body.organizations.0.id',
    );
  });

  it('show true counts, without expired invitations', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    for (let index = 0; index < 3; index++) await member(world, admin, org_id);
    await invite(world, admin, org_id, 'one@guests.example');
    await invite(world, admin, org_id, 'two@guests.example');
    const counts = async () => {
      const { organization: one } = await world.ok('organizations.get', admin, { params: { org_id } });
      const { organizations } = await world.ok('organizations.list', admin, me);
      expect(organizations).toEqual([one]);
      return [one.members_count, one.pending_invitations_count];
    };
    expect(await counts()).toEqual([4, 2]);
    await world.letPass('7 days');
    expect(await counts()).toEqual([4, 0]);
  });

  it('are listed by name over pages, found by part of name or id, and only the own ones', async () => {
    const [who, other] = [await person(world), await person(world)];
    await organization(world, other);
    for (const id of ['m-one', 'm-two', 'm-three', 'm-four', 'm-five'])
      await world.ok('organizations.create', who, {
        ...me,
        body: { organizations: [{ id, name: `100%_${id.toUpperCase()}`, billing_email }] },
      });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.ok('organizations.list', who, { ...me, query: { per_page: 2, cursor } });
      seen.push(...page.organizations.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['m-five', 'm-four', 'm-one', 'm-three', 'm-two']);
    const found = async (search: string) =>
      (await world.ok('organizations.list', who, { ...me, query: { search } })).organizations.map(({ id }) => id);
    expect(await found('%_M-T')).toEqual(['m-three', 'm-two']);
    expect(await found('m-five')).toEqual(['m-five']);
    expect(await found('1%M')).toEqual([]);
    const second = await world.ok('organizations.list', who, { ...me, query: { per_page: 2, page: 2 } });
    expect(second.organizations.map(({ id }) => id)).toEqual(['m-one', 'm-three']);
  });

  it('page through names whose compared form is many times as long', async () => {
    const who = await person(world);
    for (const letter of ['a', 'b', 'c'])
      await world.ok('organizations.create', who, {
        ...me,
        body: { organizations: [{ id: `long-${letter}`, name: `${'\ufdfa'.repeat(79)}${letter}`, billing_email }] },
      });
    const first = await world.ok('organizations.list', who, { ...me, query: { per_page: 2 } });
    const second = await world.ok('organizations.list', who, {
      ...me,
      query: { per_page: 2, cursor: first.next_cursor },
    });
    expect(second.organizations.map(({ id }) => id)).toEqual(['long-c']);
  });

  it('change name, billing address and image, and keep what is not given', async () => {
    const { admin, org_id } = await buildScene(world);
    const change = async (fields: { name?: string; billing_email?: string; image?: string | null }) =>
      (await world.ok('organizations.update', admin, { params: { org_id }, body: { organization: fields } }))
        .organization;
    const image = 'data:image/png;base64,iVBORw0KGgo=';
    expect(await change({ name: 'Renamed', image })).toMatchObject({ name: 'Renamed', image });
    expect(await change({ billing_email: 'NEW@x.example' })).toMatchObject({
      name: 'Renamed',
      billing_email: 'new@x.example',
    });
    expect(await change({ image: null })).toMatchObject({ image: null });
    const before = await change({});
    expect(await change({ name: 'Renamed' })).toEqual(before);
    const other = await organization(world, admin);
    const taken = { params: { org_id: other }, body: { organization: { name: 'RENAMED' } } };
    expect(await world.refusal('organizations.update', admin, taken)).toBe('409/40010 body.organization.name');
  });

  it('show on their home what the caller may see, and nothing else', async () => {
    const scene = await buildScene(world);
    const { admin, org_id } = scene;
    const user = await member(world, admin, org_id, 'team_contributor');
    const { home } = await world.ok('organizations.home', admin, { params: { org_id } });
    expect(home.members_by_role.map(({ role_id, count }) => [role_id, count])).toEqual([
      ['admin', 2],
      ['organization_contributor', 1],
      ['team_contributor', 1],
    ]);
    expect([home.invitations.pending, home.invitations.expiring, home.teams_count, home.apps_count]).toEqual([
      1, 0, 3, 2,
    ]);
    expect(home.latest_changes[0]).toMatchObject({ user: { id: user.id }, summary: 'joined as Team Contributor' });
    const theirs = (await world.ok('organizations.home', user, { params: { org_id } })).home;
    expect([theirs.usage, theirs.latest_changes, theirs.invitations.pending]).toEqual([[], [], 0]);
  });
});
