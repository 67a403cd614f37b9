import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { RoleId } from '../../contract/permissions.ts';
import { authorize } from '../access/membership.ts';
import { inScope } from '../db/scope.ts';
import type { Db } from '../db/tables.ts';
import { insertMember } from '../modules/members/sort-name.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../testing/people.ts';
import { buildScene, type Scene } from '../testing/scenes.ts';
import { isEmbedded, organizationLock, personLock, whileLocked } from '../testing/while-locked.ts';

const me = { user_id: 'me' };

onEachEngine('a change that waits for a lock', (world) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await buildScene(world);
  });

  const becomesMember =
    (who: TestPerson, organization_id: string, role_id: RoleId = 'admin') =>
    (trx: Db) =>
      insertMember(trx, { organization_id, user_id: who.id, role_id });
  const isRemoved = (who: TestPerson, orgId: string) => (trx: Db) =>
    sql`delete from members where organization_id = ${orgId} and user_id = ${who.id}`.execute(trx);
  const names = async (id: string) =>
    (await world.rows(sql<{ name: string }>`select name from organizations where id = ${id}`)).map(({ name }) => name);
  const apps = (owner: string) =>
    world.rows(sql<{ id: string; name: string }>`select id, name from apps where owner_id = ${owner} order by id`);
  const operations = async (owner: string, who: TestPerson) => {
    const log = sql<{ operation: number }>`
      select operation from audit_entries where owner_id = ${owner} and user_id = ${who.id} and success`;
    return (await world.rows(log)).map(({ operation }) => operation);
  };
  const rename = (who: TestPerson, org_id: string, name: string) => () =>
    world.call('organizations.update', who, { params: { org_id }, body: { organization: { name } } });

  it('is made by a person who becomes a member during the wait, as the answer and the log say', async () => {
    const { org_id } = scene;
    const [newcomer, name] = [await person(world), world.unique('Renamed')];
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      rename(newcomer, org_id, name),
      becomesMember(newcomer, org_id),
    );
    expect([reply.status.code, await names(org_id)]).toEqual([10000, [name]]);
    expect(await operations(org_id, newcomer)).toHaveLength(1);
  });

  it('is refused to a person who stops being a member during the wait', async () => {
    const { org_id, admin } = scene;
    const leaver = await member(world, admin, org_id, 'admin');
    const [before, log] = [await names(org_id), await operations(org_id, leaver)];
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      rename(leaver, org_id, world.unique('Renamed')),
      isRemoved(leaver, org_id),
    );
    expect([reply.http, await names(org_id)]).toEqual([404, before]);
    expect(await operations(org_id, leaver)).toEqual(log);
  });

  it('of an owner’s apps is made by a new member, by every way to them', async () => {
    const { org_id } = scene;
    const user_id = org_id;
    const [id, name] = [world.unique('app'), world.unique('App')];
    const ways = [
      (who: TestPerson) =>
        world.call('apps.create', who, { params: { user_id }, body: { apps: [{ id, name: 'Made while waiting' }] } }),
      (who: TestPerson) => world.call('app.update', who, { params: { user_id, app_id: id }, body: { app: { name } } }),
      (who: TestPerson) =>
        world.call('apps.update', who, { params: { user_id }, body: { apps: [{ id, notes: 'Noted' }] } }),
      (who: TestPerson) => world.call('app.delete', who, { params: { user_id, app_id: id } }),
    ];
    const seen: unknown[] = [];
    for (const way of ways) {
      const newcomer = await person(world);
      const { status } = await whileLocked(
        world,
        organizationLock(org_id),
        () => way(newcomer),
        becomesMember(newcomer, org_id),
      );
      seen.push([status.code, (await apps(org_id)).find((app) => app.id === id)?.name]);
    }
    expect(seen).toEqual([
      [10000, 'Made while waiting'],
      [10000, name],
      [10000, name],
      [10000, undefined],
    ]);
  });

  it('of an app is refused to a collaborator who is removed during the wait', async () => {
    const { org_id } = scene;
    const who = await person(world);
    await sql`insert into collaborators (owner_id, app_id, collaborator_id, scopes)
      values (${org_id}, 'app', ${who.id}, '{*}')`.execute(world.db);
    const before = await apps(org_id);
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      () =>
        world.call('app.update', who, { params: { user_id: org_id, app_id: 'app' }, body: { app: { name: 'Mine' } } }),
      (trx) => sql`delete from collaborators where collaborator_id = ${who.id}`.execute(trx),
    );
    expect(reply.http).not.toBe(200);
    expect(await apps(org_id)).toEqual(before);
  });

  it('of two organizations is made by a new member of both, and not by one who leaves the second', async () => {
    const { admin } = scene;
    const [from, to] = [await organization(world, admin), await organization(world, admin)];
    for (const id of [from, to])
      await sql`update organizations set plan = 'enterprise' where id = ${id}`.execute(world.db);
    await world.ok('apps.create', admin, {
      params: { user_id: from },
      body: { apps: [{ id: 'moved' }, { id: 'left' }] },
    });
    const transfer = (who: TestPerson, app_id: string) => () =>
      world.call('app.transfer', who, { params: { user_id: from, app_id }, body: { organization_id: to } });
    const newcomer = await person(world);
    const moved = await whileLocked(world, organizationLock(from), transfer(newcomer, 'moved'), async (trx) => {
      for (const id of [from, to]) await becomesMember(newcomer, id)(trx);
    });
    expect([moved.status.code, await apps(to)]).toMatchObject([10000, [{ id: 'moved' }]]);
    const refused = await whileLocked(world, organizationLock(to), transfer(newcomer, 'left'), isRemoved(newcomer, to));
    expect([refused.http, await apps(from)]).toMatchObject([404, [{ id: 'left' }]]);
  });

  it('accepts no invitation that is rescinded during the wait', async () => {
    const { org_id, admin } = scene;
    const guest = await person(world);
    const { invitations } = await world.ok('invitations.create', admin, {
      params: { org_id },
      body: { invitations: [{ email: guest.email, role_id: 'organization_user' }] },
    });
    const id = invitations[0]?.id ?? '';
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      () => world.call('my_invitations.accept', guest, { params: { user_id: 'me', id } }),
      (trx) => sql`update invitations set status = 'CANCELLED' where id = ${id}`.execute(trx),
    );
    expect(reply.status.code).toBe(11102);
    expect(await world.rows(sql`select 1 from members where user_id = ${guest.id}`)).toEqual([]);
  });

  it('keeps an admin where the other one leaves during the wait', async () => {
    const [first, second] = [await person(world), await person(world)];
    const org_id = await organization(world, first);
    await becomesMember(second, org_id)(world.db);
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      () => world.call('organizations.leave', first, { params: { org_id } }),
      isRemoved(second, org_id),
    );
    expect(reply.status.code).toBe(11102);
  });

  it('deletes an account without saying that it left where it was removed during the wait', async () => {
    const { org_id, admin } = scene;
    const who = await member(world, admin, org_id);
    const before = await operations(org_id, who);
    const reply = await whileLocked(
      world,
      organizationLock(org_id),
      () => world.call('users.delete', who, { params: me, body: { confirm: who.id } }),
      isRemoved(who, org_id),
    );
    expect([reply.status.code, await operations(org_id, who)]).toEqual([10000, before]);
  });

  it('creates nothing for a person who deletes their account during the wait', async () => {
    const attempts = [
      (who: TestPerson, id: string) =>
        world.call('organizations.create', who, {
          params: me,
          body: { organizations: [{ id, name: id, billing_email: 'a@b.example' }] },
        }),
      (who: TestPerson, id: string) => world.call('apps.create', who, { params: me, body: { apps: [{ id }] } }),
    ];
    for (const attempt of attempts) {
      const [who, id] = [await person(world), world.unique('orphan')];
      const reply = await whileLocked(
        world,
        personLock(who.id),
        () => attempt(who, id),
        (trx) => sql`delete from users where id = ${who.id}`.execute(trx),
      );
      expect([401, 404]).toContain(reply.http);
      expect(await world.rows(sql`select 1 from organizations where id = ${id}`)).toEqual([]);
      expect(await apps(who.id)).toEqual([]);
    }
  });

  it('widens no token that is narrowed during the wait', async () => {
    const who = await person(world);
    const { keys } = await world.ok('keys.create', who, {
      params: me,
      body: { keys: [{ description: 'Narrowed', scopes: ['*'] }] },
    });
    const id = (
      await world.rows(sql<{ id: string }>`
      select id from keys where user_id = ${who.id} and description = 'Narrowed'`)
    )[0]?.id;
    expect(keys).toHaveLength(1);
    const reply = await whileLocked(
      world,
      sql`select from keys where id = ${id} for update`,
      () => world.call('keys.update', who, { params: me, body: { keys: [{ id: id ?? '', scopes: ['*', 'read'] }] } }),
      (trx) => sql`update keys set scopes = '{read}' where id = ${id}`.execute(trx),
    );
    expect(reply.status.code).toBe(11102);
    expect(await world.rows(sql`select scopes from keys where id = ${id}`)).toEqual([{ scopes: ['read'] }]);
  });

  it('overwrites no app of a person that changes during the wait', async () => {
    const who = await person(world);
    const app = { user_id: 'me', app_id: 'mine' };
    await world.ok('apps.create', who, { params: me, body: { apps: [{ id: 'mine' }] } });
    const [row] = await world.rows(sql<{ at: string }>`select modified_at as at from apps where owner_id = ${who.id}`);
    const reply = await whileLocked(
      world,
      personLock(who.id),
      () =>
        world.call('app.update', who, {
          params: app,
          body: { app: { name: 'Late' } },
          if_match: row?.at ?? '',
        } as never),
      (trx) =>
        sql`update apps set name = 'Early', modified_at = modified_at + interval '1 second'
          where owner_id = ${who.id}`.execute(trx),
    );
    expect([reply.http, await apps(who.id)]).toEqual([412, [{ id: 'mine', name: 'Early' }]]);
  });

  it('and a request that only reads find nothing in an organization that the person joins after it began', async () => {
    // With one connection nobody joins while a transaction is open.
    if (await isEmbedded(world.db)) return;
    const { org_id } = scene;
    const newcomer = await person(world);
    const caller = { user_id: newcomer.id, key_id: newcomer.key_id, scopes: ['*'] };
    const scope = { tenant: org_id, person: newcomer.id };
    const reading = inScope(world.db, scope, 'read only', async (trx) => {
      await becomesMember(newcomer, org_id)(world.db);
      return authorize(trx, caller, org_id, 'view_organization', { deletedToo: false });
    });
    await expect(reading).rejects.toMatchObject({ status: 'not_found' });
  });
});
