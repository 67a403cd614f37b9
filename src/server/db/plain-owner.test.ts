import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup, restoreBackup } from '../backup/restore.ts';
import { writeBackup } from '../backup/write.ts';
import { purge } from '../jobs/jobs.ts';
import { organization, registered, type TestPerson } from '../testing/people.ts';
import { temporaryFolder } from '../testing/processes.ts';
import { World } from '../testing/world.ts';
import { createLocalPerson, findOwner, issueOwnerToken } from '../workspace.ts';
import { migrate, migrateTo } from './migrate.ts';
import { type OpenDatabase, openPGlite, openPostgres } from './open.ts';
import { asSystem } from './scope.ts';

/** PGlite as a user who is no superuser and may create roles: its PostgreSQL is newer than the one beside it. */
async function onPGlite(): Promise<OpenDatabase> {
  const opened = await openPGlite(null);
  await sql`create role plain login createrole`.execute(opened.db);
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(opened.db);
  await sql`alter database ${sql.id(rows[0]?.name ?? '')} owner to plain`.execute(opened.db);
  await sql`set session authorization plain`.execute(opened.db);
  return opened;
}

async function onPostgres(server: string, how: 'may create roles' | 'is given the roles'): Promise<OpenDatabase> {
  const name = `steward_plain_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create role ${name} login ${how === 'may create roles' ? 'createrole' : ''}`);
  if (how === 'is given the roles') {
    for (const role of ['steward_app', 'steward_system']) {
      const create = `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`;
      await admin.query(create);
    }
    await admin.query(`grant steward_app, steward_system to ${name}`);
  }
  await admin.query(`create database ${name} owner ${name}`);
  const url = new URL(server);
  [url.username, url.pathname] = [name, `/${name}`];
  const opened = openPostgres(url.href, 4);
  const close = async (): Promise<void> => {
    await opened.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  };
  return { ...opened, close };
}

const server = process.env.STEWARD_TEST_DATABASE_URL ?? '';
const owners: { name: string; open: () => Promise<OpenDatabase> }[] = [{ name: 'PGlite', open: onPGlite }];
if (server !== '')
  for (const how of ['may create roles', 'is given the roles'] as const)
    owners.push({ name: `PostgreSQL, which ${how}`, open: () => onPostgres(server, how) });

describe.each(owners)('a database user without special rights on $name', ({ open }) => {
  const world = new World();
  let admin: TestPerson;
  beforeAll(async () => {
    const opened = await open();
    await migrate(opened.db);
    await world.open(opened);
    admin = await registered(world);
  });
  afterAll(() => world.close());

  it('serves what the API can do', async () => {
    const org_id = await organization(world, admin);
    const newcomer = await registered(world);
    const me = { user_id: 'me' };
    const { invitations } = await world.ok('invitations.create', admin, {
      params: { org_id },
      body: { invitations: [{ email: newcomer.email, role_id: 'admin' }] },
    });
    await world.ok('my_invitations.accept', newcomer, { params: { ...me, id: invitations[0]?.id ?? '' } });
    await world.ok('users.update', newcomer, { params: me, body: { user: { last_name: 'Renamed' } } });
    const { members } = await world.ok('members.list', admin, { params: { org_id } });
    expect(members.map(({ user }) => user.last_name)).toEqual(['Gistered', 'Renamed']);
    await world.ok('organizations.leave', admin, { params: { org_id } });
    await world.ok('organizations.delete', newcomer, { params: { org_id }, body: { confirm: org_id } });
    await world.ok('users.delete', admin, { params: me, body: { confirm: admin.id } });
    expect(world.errors).toEqual([]);
  });

  it('does the work that belongs to no request', async () => {
    await world.flushActivity();
    const owner = await createLocalPerson(world.db, { first_name: 'Ada', last_name: 'Byron', email: 'ada@x.example' });
    expect(await findOwner(world.db)).toBeNull();
    const { token } = await issueOwnerToken(world.db, owner);
    await world.ok('users.get', { token }, { params: { user_id: 'me' } });
    await purge(world.db);
    expect(await migrate(world.db)).toEqual([]);
  });

  it('fills the sums that later versions brought from what was there before', async () => {
    const older = await open();
    try {
      await migrateTo(older.db, '0013-indexes-of-lists');
      await asSystem(older.db, async (trx) => {
        await sql`insert into owners (id, kind) values ('org', 'organization')`.execute(trx);
        await sql`insert into organizations (id, name, name_key, billing_email)
          values ('org', 'Org', 'org', 'bills@org.example')`.execute(trx);
        await sql`insert into usage_daily
          select 'org', day::date, 'ada', 'app', 'search', '', '', '', '', '2026-10-01', 1200, 2, 1, 2400
          from generate_series('2026-10-30'::date, '2026-11-02', '1 day') day`.execute(trx);
      });
      await migrate(older.db);
      const { rows } = await asSystem(older.db, (trx) =>
        sql`select (select sum(cost_micros) from usage_totals) as totals, (select sum(cost_micros) from usage_months) as months,
          (select count(*) from usage_months) as rows`.execute(trx),
      );
      expect(rows).toEqual([{ totals: '9600', months: '9600', rows: 2 }]);
    } finally {
      await older.close();
    }
  });

  it('backs everything up and restores it into another database', async () => {
    const file = join(await temporaryFolder(), 'backup.gz');
    const counts = await writeBackup({ db: world.db, engine: 'postgresql', close: async () => undefined }, file);
    expect(counts.audit_entries).toBeGreaterThan(2);
    const target = await open();
    try {
      const { rows, logs } = await restoreBackup(target.db, await checkBackup(file));
      expect([rows, logs > 0]).toEqual([Object.values(counts).reduce((sum, one) => sum + one, 0), true]);
    } finally {
      await target.close();
    }
  });
});
