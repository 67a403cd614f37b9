import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { usageCategories } from '../../contract/api/usage.ts';
import { clock } from '../clock.ts';
import { dumpTables } from '../testing/dump.ts';
import { engines } from '../testing/engines.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { World } from '../testing/world.ts';
import { issueOwnerToken } from '../workspace.ts';
import { loadSampleData } from './load.ts';

/** When the schema was made, and keys, of which the generator makes none. */
const OWN = new Set(['kysely_migration', 'keys']);
const now = clock.date();
/** The world on the first engine, with which the others are compared. */
let first: World | null = null;
let firstDump: Record<string, string[]> = {};

/** Of all that the generator writes, the ids of invitations and of requests are random. */
/** The hash of an audit entry covers the request's random id. */
const CHAINED = /\\\\x[0-9a-f]{64}/g;
/** Each connection adds to a part of the sums of its own. */
const PART = /"part": \d+/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const load = (world: World): Promise<string> =>
  loadSampleData(world.deps, { seed: 1, now, onProgress: () => undefined });

async function comparable(world: World): Promise<Record<string, string[]>> {
  const dump = await dumpTables(world.db);
  return Object.fromEntries(
    Object.entries(dump).map(([table, rows]) => [
      table,
      rows.map((row) => row.replace(UUID, 'UUID').replace(CHAINED, 'HASH').replace(PART, 'PART')).sort(),
    ]),
  );
}

onEachEngine('sample data', (world) => {
  let who: { token: string };
  let before: Record<string, string[]>;
  beforeAll(async () => {
    const owner = await load(world);
    before = await comparable(world);
    if (first === null) [first, firstDump] = [world, before];
    who = await issueOwnerToken(world.db, owner);
  });

  it('makes three organizations of 1,200, 86 and 9 members with invitations that are pending or expiring', async () => {
    const { organizations } = await world.ok('organizations.list', who, { params: { user_id: 'me' } });
    expect(organizations.map(({ id, members_count, role_id }) => [id, members_count, role_id])).toEqual([
      ['atelier-lumen', 9, 'organization_contributor'],
      ['helix-diagnostics', 1200, 'admin'],
      ['northwind-robotics', 86, 'admin'],
    ]);
    const { home } = await world.ok('organizations.home', who, { params: { org_id: 'helix-diagnostics' } });
    expect(home.invitations).toMatchObject({ pending: 34, expired: 3 });
    expect(home.invitations.expiring).toBeGreaterThan(3);
    expect([home.teams_count, home.apps_count]).toEqual([12, 14]);
    expect(home.usage.map(({ category }) => category)).toEqual([...usageCategories]);
    // The last of the six months on home may have begun today.
    for (const { months } of home.usage)
      expect([months.length, months.slice(0, -1).every(({ events }) => events > 0)]).toEqual([6, true]);
    const used = await world.rows(sql<{ category: string; months: number }>`
      select category, count(distinct date_trunc('month', day))::integer as months from usage_daily
      where organization_id = 'helix-diagnostics' group by 1`);
    for (const { category, months } of used) expect([category, months >= 6]).toEqual([category, true]);
    expect(home.latest_changes.length).toBe(8);
  });

  it('shows the same numbers as SQL counts', async () => {
    for (const org_id of ['helix-diagnostics', 'northwind-robotics']) {
      const query = { include_total: 'true' as const, per_page: 1 };
      const members = await world.ok('members.list', who, { params: { org_id }, query });
      const pending = await world.ok('invitations.list', who, {
        params: { org_id },
        query: { ...query, status: 'PENDING' },
      });
      const { organization, members_by_role } = (await world.ok('organizations.home', who, { params: { org_id } }))
        .home;
      const [row] = await world.rows(sql<{ members: number; pending: number }>`
        select (select count(*) from members where organization_id = ${org_id}) as members,
          (select count(*) from invitations where organization_id = ${org_id} and status = 'PENDING' and expires_at > steward_now()) as pending`);
      expect([
        members.total_count,
        organization.members_count,
        members_by_role.reduce((sum, one) => sum + one.count, 0),
      ]).toEqual(Array(3).fill(row?.members));
      expect([pending.total_count, organization.pending_invitations_count]).toEqual([row?.pending, row?.pending]);
    }
    const drift = await world.rows(sql`
      select organization_id, category, sum(quantity) as quantity from usage_events group by 1, 2
      except select organization_id, category, sum(quantity) from usage_daily group by 1, 2`);
    expect(drift).toEqual([]);
  });

  it('fills apps with content, collaborators, stars and what runs, and gives the owner some of their own', async () => {
    const of = (user_id: string) => world.ok('apps.list', who, { params: { user_id }, query: { per_page: 100 } });
    const { apps } = await of('helix-diagnostics');
    expect(apps.filter(({ is_starred, star_count }) => is_starred && star_count > 0)).toHaveLength(5);
    expect(new Set(apps.map(({ visibility }) => visibility.gettable))).toEqual(new Set([10, 30, 50]));
    const place = { params: { user_id: 'helix-diagnostics', app_id: 'chest-xray' } };
    expect((await world.ok('models.list', who, place)).models.length).toBe(6);
    expect((await world.ok('inputs.list', who, place)).inputs.length).toBe(24);
    expect((await world.ok('collaborators.list', who, place)).collaborators).toHaveLength(3);
    const { deployments } = await world.ok('deployments.list', who, { params: { user_id: 'helix-diagnostics' } });
    expect(deployments).toHaveLength(4);
    expect((await of('me')).apps.map(({ id }) => id).sort()).toEqual([
      'reading-list',
      'sketchbook',
      'triage-prototype',
    ]);
    const shared = await world.ok('collaborations.list', who, { params: { user_id: 'helix-diagnostics' } });
    expect(shared.collaborations.map(({ app }) => app.id)).toEqual(['triage-prototype']);
  });

  it('gives everything a past, and nothing a future', async () => {
    const [row] = await world.rows(sql<{ early: number; late: number }>`
      select (select count(*) from audit_entries where timestamp < steward_now() - interval '3 months') as early,
        (select count(*) from audit_entries where timestamp > steward_now()) + (select count(*) from usage_events where timestamp > steward_now())
          + (select count(*) from members where joined_at > steward_now() or last_active_at > steward_now()) as late`);
    expect([Number(row?.early) > 100, row?.late]).toEqual([true, 0]);
  });

  it('is the same world again for the same seed and time, on any engine', async () => {
    const after = first === world ? await loadAgain() : before;
    const expected = first === world ? before : firstDump;
    for (const table of Object.keys(after).filter((one) => !OWN.has(one))) {
      const [rows, others] = [after[table] ?? [], expected[table] ?? []];
      const place = rows.findIndex((row, index) => row !== others[index]);
      expect([table, rows.length, rows[place]]).toEqual([table, others.length, others[place]]);
    }
  });
});

/** Loads it once more where there is no other engine to compare with; nothing otherwise. */
async function loadAgain(): Promise<Record<string, string[]>> {
  const [engine] = engines;
  if (engines.length > 1 || engine === undefined) return {};
  const again = new World();
  await again.open(await engine.open());
  try {
    await load(again);
    return await comparable(again);
  } finally {
    await again.close();
  }
}
