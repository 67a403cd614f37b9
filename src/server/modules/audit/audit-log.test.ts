import { once } from 'node:events';
import { get, request } from 'node:http';
import { sql } from 'kysely';
import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import type { AuditEntry } from '../../../contract/api/audit.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { member, organization, person, type TestPerson } from '../../testing/people.ts';

const FORMULA = '=HYPERLINK("http://x.example","y")';

onEachEngine('reading an audit log', (world) => {
  let admin: TestPerson;
  let org: string;
  beforeAll(async () => {
    admin = await person(world, { first_name: FORMULA });
    org = await organization(world, admin);
    // 2,500 entries, several of them at the same moment, as a sweep in one transaction leaves them.
    const events = sql`(select jsonb_agg(jsonb_build_object('operation', 101 + n % 3, 'success', n % 50 <> 0,
      'targets', jsonb_build_array(jsonb_build_object('user', jsonb_build_object('id', 'u' || n % 100))),
      'details', jsonb_build_object('n', n, 'note', 'a, "b"' || chr(10)))) from generate_series(1, 500) n)`;
    for (let round = 0; round < 5; round++)
      await sql`select audit_append(${org}, ${admin.id}, 'sweep', '10.0.0.1', ${events})`.execute(world.db);
  });
  const params = () => ({ user_id: org });
  const find = (body: object) => world.ok('audit.search', admin, { params: params(), body });
  const url = () => `/v2/users/${org}/audit_log/exports`;

  it('pages by cursor through everything once, in both directions, with any filter', async () => {
    for (const query of [
      {},
      { operations: [102] },
      { success: false },
      { targets: [{ user: { id: 'u7' } }] },
      { user_ids: [admin.id] },
      { seqs: Array.from({ length: 100 }, (_, place) => 7 * place + 1) },
    ])
      for (const sort_ascending of [true, false]) {
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await find({ query, sort_ascending, pagination: { per_page: 77 }, ...(cursor && { cursor }) });
          seen.push(...page.entries.map(({ seq }) => seq));
          cursor = page.next_cursor;
        } while (cursor !== undefined);
        const whole = (await find({ query, sort_ascending, pagination: { per_page: 1000 } })).entries;
        expect(seen.slice(0, 1000)).toEqual(whole.map(({ seq }) => seq));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThan(20);
      }
    expect(await world.refusal('audit.search', admin, { params: params(), body: { cursor: 'nonsense' } })).toMatch(
      /^400\/11102/,
    );
  });

  it('finds an entry by its place', async () => {
    const seqs = [3, 1200, 1_000_000];
    const { entries } = await find({ query: { seqs } });
    expect(entries.map(({ seq }) => seq)).toEqual([1200, 3]);
    expect((await find({ query: { seqs, operations: [entries[0]?.operation ?? 0] } })).entries).toContainEqual(
      entries[0],
    );
  });

  it('wants all kinds of one target, in whatever elements, and any one of several targets', async () => {
    const elsewhere = await organization(world, admin);
    const entry = (...targets: object[]) => ({ operation: 101, success: true, targets, details: {} });
    const app = (id: string) => ({ app: { id } });
    const team = (id: string) => ({ team: { id } });
    const events = [
      entry(app('a'), team('t')),
      entry({ ...app('a'), ...team('t') }),
      entry(app('a')),
      entry(team('t')),
    ];
    await sql`select audit_append(${elsewhere}, ${admin.id}, 'pair', '10.0.0.1', ${JSON.stringify(events)}::jsonb)`.execute(
      world.db,
    );
    const count = async (...targets: object[]) =>
      (await world.ok('audit.search', admin, { params: { user_id: elsewhere }, body: { query: { targets } } })).entries
        .length;
    expect(await count({ ...app('a'), ...team('t') })).toBe(2);
    expect(await count(app('a'), team('t'))).toBe(4);
    expect(await count({ ...app('a'), ...team('other') })).toBe(0);
  });

  it('exports every entry once, oldest first, as JSON lines', async () => {
    const reply = await world.send('POST', url(), admin, { format: 'jsonl' });
    const entries = reply.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 2501 }, (_, index) => index + 1));
    const { entries: found } = await find({ sort_ascending: true, pagination: { per_page: 1000 } });
    expect(entries.slice(0, 1000)).toEqual(found);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="audit-log-${org}.jsonl"`,
      'cache-control': 'no-store',
    });
  });

  it('exports what a query finds as CSV that no spreadsheet takes for a formula', async () => {
    const reply = await world.send('POST', url(), admin, { format: 'csv', query: { operations: [102] } });
    const { data, errors } = Papa.parse<Record<string, string>>(reply.text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data.length).toBe(
      (await find({ query: { operations: [102] }, pagination: { per_page: 1000 } })).entries.length,
    );
    expect(data[0]).toMatchObject({ operation: '102', user_id: admin.id, user_name: `'${FORMULA} ${admin.id}` });
    expect(JSON.parse(data[0]?.details ?? '')).toMatchObject({ note: 'a, "b"\n' });
    expect(reply.text.startsWith('seq,timestamp,')).toBe(true);
    expect(reply.text.split('\r\n').length - 2).toBe(data.length);
  });

  it('answers a refusal as JSON before the first byte, to outsiders and to those without the right', async () => {
    const [outsider, contributor] = [await person(world), await member(world, admin, org, 'team_contributor')];
    expect((await world.send('POST', url(), outsider, { format: 'csv' })).http).toBe(404);
    expect((await world.send('POST', url(), contributor, { format: 'csv' })).http).toBe(403);
    expect((await world.send('POST', url(), admin, { format: 'pdf' })).http).toBe(400);
  });

  it('stops reading when the client goes away, and serves the next one', async () => {
    const address = await world.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => '');
    const options = {
      method: 'POST',
      headers: { authorization: `Key ${admin.token}`, 'content-type': 'application/json' },
    };
    const call = request(`${address}${url()}`, options).end('{"format":"jsonl"}');
    const [response] = (await once(call, 'response')) as [import('node:http').IncomingMessage];
    response.once('error', () => undefined);
    await once(response, 'readable');
    response.destroy();
    await new Promise<void>((resolve, reject) =>
      get(`${address}/healthz`, (answer) => resolve(void answer.resume())).once('error', reject),
    );
    expect((await find({ pagination: { per_page: 1 } })).entries.length).toBe(1);
  });
});
