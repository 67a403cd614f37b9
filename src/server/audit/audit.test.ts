import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api/index.ts';
import { AUDIT_EVENTS } from '../../contract/audit-events.ts';
import { operations } from '../operations.ts';
import { dumpTables } from '../testing/dump.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { person } from '../testing/people.ts';
import { attempt, buildScene, callerOf, routeNames, type Scene } from '../testing/scenes.ts';

const changing = routeNames.filter((name) => !routes[name].reads);
/** Metering is its own record, an entry for each batch would drown the log; what somebody has read is theirs alone. */
const WITHOUT_ENTRY = new Map([
  ['usage.record', 'usage_daily'],
  ['notifications.mark_read', 'notifications'],
]);

it('serves every route of the contract, once', () => {
  expect(operations.map(({ route }) => route.name).sort()).toEqual([...routeNames].sort());
});

onEachEngine('a change whose transaction fails', (world) => {
  // Nothing of it may stay: so one scene serves all, and what is compared stays small.
  let scene: Scene;
  beforeAll(async () => {
    scene = await buildScene(world);
  });

  it.each(changing)('keeps neither the change nor the entry of %s when the transaction fails', async (name) => {
    await sql`create or replace function testing_fail() returns trigger language plpgsql as $$
      begin raise exception 'the test lets this fail'; end $$`.execute(world.db);
    const table = sql.table(WITHOUT_ENTRY.get(name) ?? 'audit_entries');
    await sql`create constraint trigger testing_fail after insert or update on ${table}
      deferrable initially deferred for each row execute function testing_fail()`.execute(world.db);
    const before = await dumpTables(world.db);
    const reply = await attempt(world, name, scene, callerOf(scene, name), { 'idempotency-key': 'failing' });
    await sql`drop trigger testing_fail on ${table}`.execute(world.db);
    expect(world.errors.splice(0).join()).toContain('the test lets this fail');
    expect([reply.http, reply.status.code]).toEqual([500, 98004]);
    expect(JSON.stringify(reply.body)).not.toContain('the test lets this fail');
    expect(await dumpTables(world.db)).toEqual(before);
  });
});

onEachEngine('the audit log', (world) => {
  it.each(changing)('notes %s with who, from where and which request', async (name) => {
    const scene = await buildScene(world);
    const who = callerOf(scene, name);
    const reply = await attempt(world, name, scene);
    expect([name, reply.http, reply.body]).toEqual([name, 200, expect.anything()]);
    routes[name].answer.parse(reply.body);
    const entries = await world.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('req_id', '=', reply.status.req_id)
      .execute();
    expect(entries.length > 0).toBe(!WITHOUT_ENTRY.has(name));
    for (const entry of entries) {
      expect([entry.user_id, entry.success, entry.source_ip]).toEqual([who?.id ?? null, true, '127.0.0.1']);
      expect(Object.values(AUDIT_EVENTS).map(({ code }) => code as number)).toContain(entry.operation);
    }
  });

  it('is searched by time, person, operation, target and outcome, in both directions and by page', async () => {
    const { org_id, admin, second, colleague } = await buildScene(world);
    const members = [{ user_id: colleague.id, role_id: 'financial_manager' as const }];
    await world.ok('members.update', second, { params: { org_id }, body: { members } });
    const search = async (body: Parameters<typeof world.ok<'audit.search'>>[2]['body']) =>
      (await world.ok('audit.search', admin, { params: { user_id: org_id }, body })).entries;
    const all = await search({});
    expect(all.length).toBeGreaterThan(5);
    expect(await search({ sort_ascending: true })).toEqual([...all].reverse());
    expect(await search({ query: { operations: [0] } })).toEqual(all);
    const changes = await search({ query: { operations: [101] } });
    expect(changes.map((entry) => [entry.user?.id, entry.description, entry.details])).toEqual([
      [
        second.id,
        "Organization members' roles changed",
        { changes: { [colleague.id]: { before: 'organization_contributor', after: 'financial_manager' } } },
      ],
    ]);
    expect(await search({ query: { user_ids: [second.id], operations: [101, 103] } })).toEqual(changes);
    expect(await search({ query: { targets: [{ user: { id: colleague.id } }], operations: [101] } })).toEqual(changes);
    expect(await search({ query: { success: false } })).toEqual([]);
    const at = changes[0]?.timestamp;
    expect(await search({ query: { timestamp_from: at, timestamp_to: at } })).toEqual(changes);
    const pages = [];
    for (let page = 1; page <= all.length; page++) pages.push(...(await search({ pagination: { page, per_page: 1 } })));
    expect(pages).toEqual(all);
  });

  it("shows a person's own log to nobody else", async () => {
    const [one, other] = [await person(world), await person(world)];
    await world.ok('users.update', one, { params: { user_id: 'me' }, body: { user: { job_title: 'Lead' } } });
    const { entries } = await world.ok('audit.search', one, { params: { user_id: one.id }, body: {} });
    expect(entries.map((entry) => entry.operation)).toEqual([800]);
    expect(await world.refusal('audit.search', other, { params: { user_id: one.id }, body: {} })).toBe('404/11101');
  });
});
