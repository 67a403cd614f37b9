import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { organization, person, type TestPerson } from '../testing/people.ts';
import type { HeadWriter } from './heads/writer.ts';
import { openHeadWriter } from './heads/writer.ts';
import { recordAudit } from './record.ts';

onEachEngine('the proof that an audit log is whole', (world) => {
  let folder: string;
  let heads: HeadWriter;
  let admin: TestPerson;
  let org: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steward-heads-'));
    heads = await world.keepHeads(folder);
    return () => rm(folder, { recursive: true, force: true });
  });

  const rename = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const body = { organization: { name: world.unique('Name') } };
      await world.ok('organizations.update', admin, { params: { org_id: org }, body });
      await heads.flush();
    }
  };
  /** A log of seven entries whose heads are kept. */
  const log = async () => {
    admin = await person(world);
    org = await organization(world, admin);
    await heads.flush();
    await rename(6);
  };
  const verdict = async () => {
    const { verification } = await world.ok('audit.verify', admin, { params: { user_id: org } });
    const { state, problem, entries_count } = verification;
    return problem === null ? `${state} ${entries_count}` : `${problem.kind} ${problem.seq}`;
  };
  /** As somebody who computes every hash anew from an entry on, and the head in the table with it. */
  const rechain = async (from: number) => {
    await sql`do $$ declare e audit_entries; h bytea; begin
      select hash into h from audit_entries where owner_id = '${sql.raw(org)}' and seq = ${sql.lit(from - 1)};
      for e in select * from audit_entries where owner_id = '${sql.raw(org)}' and seq >= ${sql.lit(from)} order by seq loop
        h := audit_hash(coalesce(h, ''), e);
        update audit_entries set hash = h where id = e.id;
        update audit_heads set hash = h, seq = e.seq where owner_id = e.owner_id;
      end loop; end $$`.execute(world.db);
  };
  const entry = (seq: number) => sql`owner_id = ${org} and seq = ${seq}`;

  it('says that it is, with and without a head for the newest entry', async () => {
    await log();
    expect(await verdict()).toBe('intact 7');
    // A crash between the commit and the head: the entry chains, and nobody is accused.
    await recordAudit(world.db, null, { req_id: 'x', source_ip: 'local' }, [
      { event: 'ORGANIZATION_UPDATE', owner_id: org, targets: [] },
    ]);
    expect(await verdict()).toBe('intact 8');
    const other = await mkdtemp(join(tmpdir(), 'steward-heads-'));
    onTestFinished(() => rm(other, { recursive: true, force: true }));
    const again = await openHeadWriter(world.db, world.deps.log, other);
    await again.stop();
    expect(readFileSync(join(other, 'writer-1', 'heads-000001.jsonl'), 'utf8')).toContain(`"owner":"${org}","seq":8`);
  });

  it.each([
    'user_id = null',
    "user_id = 'somebody'",
    'operation = 100',
    "details = '{}'",
    "targets = '[]'",
    'success = false',
    "req_id = 'x'",
    "source_ip = '10.0.0.1'",
    "timestamp = timestamp + interval '1 microsecond'",
    "hash = sha256('x')",
  ])('names the entry of which %s was set', async (change) => {
    await log();
    await sql`update audit_entries set ${sql.raw(change)} where ${entry(4)}`.execute(world.db);
    expect(await verdict()).toBe('altered 4');
  });

  it('names the first of entries that were removed, and of an end that was cut off', async () => {
    await log();
    await sql`delete from audit_entries where owner_id = ${org} and seq in (3, 4, 6)`.execute(world.db);
    expect(await verdict()).toBe('missing 3');
    await log();
    await sql`delete from audit_entries where ${entry(1)}`.execute(world.db);
    expect(await verdict()).toBe('missing 1');
    await log();
    await sql`delete from audit_entries where owner_id = ${org} and seq >= 6`.execute(world.db);
    expect(await verdict()).toBe('cut 6');
    await sql`update audit_heads set seq = 5, hash = (select hash from audit_entries where ${entry(5)})
      where owner_id = ${org}`.execute(world.db);
    expect(await verdict()).toBe('cut 6');
    await sql`delete from audit_entries where owner_id = ${org}`.execute(world.db);
    await sql`delete from audit_heads where owner_id = ${org}`.execute(world.db);
    expect(await verdict()).toBe('cut 1');
  });

  it('names an entry that was slipped in, before the first or after the last', async () => {
    for (const [seq, expected] of [
      [0, 'altered 0'],
      [8, 'altered 8'],
    ] as const) {
      await log();
      await sql`insert into audit_entries (owner_id, seq, hash, operation, success, req_id, source_ip)
        values (${org}, ${seq}, 'x', 100, true, 'x', 'x')`.execute(world.db);
      expect(await verdict()).toBe(expected);
    }
  });

  it('names the first of entries that changed places, with their hashes or without', async () => {
    await log();
    await sql`update audit_entries set seq = 9 where ${entry(3)}`.execute(world.db);
    await sql`update audit_entries set seq = 3 where ${entry(5)}`.execute(world.db);
    await sql`update audit_entries set seq = 5 where ${entry(9)}`.execute(world.db);
    expect(await verdict()).toBe('reordered 3');
    await log();
    await sql`update audit_entries a set details = b.details, req_id = b.req_id, timestamp = b.timestamp
      from audit_entries b where a.owner_id = ${org} and b.owner_id = ${org}
      and (a.seq, b.seq) in ((3, 5), (5, 3))`.execute(world.db);
    expect(await verdict()).toBe('reordered 3');
  });

  it('names the first entry that was rewritten although its chain was computed anew', async () => {
    await log();
    await sql`update audit_entries set user_id = 'somebody' where ${entry(4)}`.execute(world.db);
    await rechain(4);
    expect(await verdict()).toBe('rewritten 4');
    await log();
    await sql`delete from audit_entries where ${entry(2)}`.execute(world.db);
    for (const seq of [3, 4, 5, 6, 7])
      await sql`update audit_entries set seq = ${seq - 1} where ${entry(seq)}`.execute(world.db);
    await rechain(1);
    expect(await verdict()).toBe('rewritten 2');
  });

  const file = () => {
    const own = join(folder, 'writer-1');
    return join(
      own,
      readdirSync(own)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .at(-1) ?? '',
    );
  };
  /** Something done to the files of heads, and undone after the look. */
  const afterHarm = async (harm: () => void) => {
    const path = file();
    const [before, key] = [readFileSync(path), readFileSync(join(folder, 'key.pem'))];
    harm();
    const said = await verdict();
    writeFileSync(path, before);
    writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
    return said;
  };

  it('notices heads that were altered, cut, swapped, removed, or signed by somebody else', async () => {
    await log();
    const path = file();
    const lines = () => readFileSync(path, 'utf8').trimEnd().split('\n');
    const put = (changed: string[]) => writeFileSync(path, `${changed.join('\n')}\n`);
    expect(
      await afterHarm(() =>
        put(lines().map((line) => line.replace(`"owner":"${org}","seq":5`, `"owner":"${org}","seq":4`))),
      ),
    ).toMatch(/^(heads|rewritten)/);
    expect(await afterHarm(() => put(lines().slice(0, -3)))).toBe('heads 5');
    expect(await afterHarm(() => put([...lines().slice(0, -2), lines().at(-1) ?? '', lines().at(-2) ?? '']))).toMatch(
      /^heads/,
    );
    expect(await afterHarm(() => put(lines().filter((_, index) => index !== 2)))).toMatch(/^heads/);
    renameSync(path, `${path}.away`);
    expect(await verdict()).toBe('heads 1');
    renameSync(`${path}.away`, path);
    expect(await afterHarm(() => rmSync(join(folder, 'key.pem')))).toMatch(/^heads/);
    expect(await afterHarm(() => writeFileSync(join(folder, 'key.pem'), 'no key'))).toMatch(/^heads/);
    expect(await verdict()).toBe('intact 7');
  });

  it('takes half a line that a crash left for no line, and carries the last one over into the next file', async () => {
    await log();
    const whole = readFileSync(file());
    writeFileSync(file(), '{"owner":"x","se', { flag: 'a' });
    expect(await verdict()).toBe('intact 7');
    writeFileSync(file(), whole);
    const other = await mkdtemp(join(tmpdir(), 'steward-heads-'));
    onTestFinished(() => rm(other, { recursive: true, force: true }));
    const small = await openHeadWriter(world.db, world.deps.log, other, { maxBytes: 2000 });
    await small.stop();
    const own = join(other, 'writer-1');
    writeFileSync(join(own, readdirSync(own).sort().at(-1) ?? ''), '{"torn', { flag: 'a' });
    const again = await world.keepHeads(other);
    heads = again;
    await rename(3);
    expect(readdirSync(own).filter((name) => name.endsWith('.jsonl')).length).toBeGreaterThan(2);
    expect(await verdict()).toBe('intact 10');
    const second = readdirSync(own).sort()[1] ?? '';
    renameSync(join(own, second), join(other, second));
    expect(await verdict()).toMatch(/^heads/);
    renameSync(join(other, second), join(own, second));
    heads = await world.keepHeads(folder);
  });

  it('has no gap where two write at once, in the log of one or of several', async () => {
    await log();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.db.transaction().execute(async (trx) => {
          const owners = index % 2 === 0 ? [org, admin.id] : [admin.id, org];
          const events = owners.map((owner_id) => ({ event: 'USER_UPDATE' as const, owner_id, targets: [] }));
          await recordAudit(trx, null, { req_id: `at once ${index}`, source_ip: 'local' }, events);
          if (index % 5 === 0) await sql`savepoint x`.execute(trx);
        }),
      ),
    );
    expect(await verdict()).toBe('intact 27');
  });
});
