import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openPGlite } from '../db/open.ts';
import type { Db } from '../db/tables.ts';
import { engines } from '../testing/engines.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { temporaryFolder } from '../testing/processes.ts';
import { buildScene } from '../testing/scenes.ts';
import { runBackupCommand } from './command.ts';
import { readBackup } from './read.ts';
import { checkBackup, restoreBackup } from './restore.ts';
import { storedTables } from './tables.ts';
import { writeBackup } from './write.ts';

/** Every row of every table, as a hash by table. */
async function contentOf(db: Db): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const { name } of await storedTables(db)) {
    const { rows } = await sql<{ hash: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(line, E'\n' order by line)), '') as hash
      from (select to_jsonb(t)::text as line from ${sql.table(name)} t) lines`.execute(db);
    content[name] = rows[0]?.hash ?? '';
  }
  return content;
}

/** The text with the hash that it should have: whoever alters a file on purpose does that as well. */
function sealed(text: string): string {
  const body = `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`;
  const hash = createHash('sha256').update(body).digest('hex');
  return `${body}${text
    .trimEnd()
    .split('\n')
    .at(-1)
    ?.replace(/"sha256":"\w+"/, `"sha256":"${hash}"`)}\n`;
}

onEachEngine('a backup', (world) => {
  it('restores every row of every table on either engine, and goes on from there', async () => {
    const { admin, org_id } = await buildScene(world);
    const file = join(await temporaryFolder(), 'backup.gz');
    const counts = await writeBackup({ db: world.db, engine: 'postgresql', close: async () => undefined }, file);
    expect(counts.members).toBeGreaterThan(2);
    expect(statSync(file).mode & 0o077).toBe(0);
    const before = await contentOf(world.db);
    for (const other of engines) {
      const opened = await other.open();
      try {
        const { logs } = await restoreBackup(opened.db, await checkBackup(file));
        expect(logs).toBeGreaterThan(1);
        expect(await contentOf(opened.db)).toEqual(before);
        const next = await sql<{
          id: number;
        }>`select nextval(pg_get_serial_sequence('audit_entries', 'id')) as id`.execute(opened.db);
        const last = await sql<{ id: number }>`select max(id) as id from audit_entries`.execute(opened.db);
        expect(next.rows[0]?.id).toBe((last.rows[0]?.id ?? 0) + 1);
        const forced = await sql`select relname from pg_class where relrowsecurity and not relforcerowsecurity`.execute(
          opened.db,
        );
        const idle = await sql`select tgname from pg_trigger where tgenabled = 'D'`.execute(opened.db);
        expect([forced.rows, idle.rows]).toEqual([[], []]);
        await expect(restoreBackup(opened.db, await checkBackup(file))).rejects.toThrow(
          'The database is not empty: owners has rows',
        );
      } finally {
        await opened.close();
      }
    }
    await world.ok('organizations.get', admin, { params: { org_id } });
  });

  it('is refused where a log is not whole, and leaves nothing', async () => {
    const { org_id } = await buildScene(world);
    const folder = await temporaryFolder();
    const [file, forged] = [join(folder, 'backup.gz'), join(folder, 'forged.gz')];
    await sql`update audit_entries set success = not success where owner_id = ${org_id} and seq = 2`.execute(world.db);
    await writeBackup({ db: world.db, engine: 'postgresql', close: async () => undefined }, forged);
    await sql`update audit_entries set success = not success where owner_id = ${org_id} and seq = 2`.execute(world.db);
    await writeBackup({ db: world.db, engine: 'postgresql', close: async () => undefined }, file);
    const opened = await (engines.at(-1) ?? engines[0])?.open();
    if (opened === undefined) throw new Error('no engine');
    try {
      await expect(restoreBackup(opened.db, await checkBackup(forged))).rejects.toThrow(
        `The audit log of ${org_id} is not whole`,
      );
      const { rows } = await sql`select id from owners`.execute(opened.db);
      expect(rows).toEqual([]);
      await restoreBackup(opened.db, await checkBackup(file));
    } finally {
      await opened.close();
    }
  });
});

describe('backup and restore on the command line', () => {
  const run = async (...argv: string[]) => {
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    return [await runBackupCommand(argv, say, say), said.join('\n')] as const;
  };

  it('go from folder to folder, and say what they cannot do', async () => {
    const folder = await temporaryFolder();
    const [data, copy, file] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'backup.gz')];
    expect(await run('backup', file, '--data', data)).toEqual([1, `There is no data in ${data}.`]);
    const empty = await openPGlite(data);
    expect((await run('backup', file, '--data', data))[1]).toContain('in use by process');
    await empty.close();
    expect((await run('backup', file, '--data', data))[1]).toContain('no server has ever used it');
    const opened = await engines[0]?.open();
    if (opened === undefined) throw new Error('no engine');
    await sql`insert into owners values ('acme', 'organization')`.execute(opened.db);
    await writeBackup(opened, file);
    await opened.close();
    const [code, said] = await run('restore', file, '--data', copy);
    expect([code, said]).toEqual([0, expect.stringMatching(/^\d+ rows of .* are restored; 0 audit logs are whole\.$/)]);
    expect(readdirSync(copy)).toEqual(['pgdata']);
    expect(await run('restore', file, '--data', copy)).toEqual([
      1,
      `The folder ${copy} is not empty. Restore into a new one.`,
    ]);
    expect((await run('backup', file, '--data', copy))[1]).toContain('is there already');
    const again = join(folder, 'again.gz');
    expect(await run('backup', again, '--data', copy)).toEqual([0, expect.stringContaining(again)]);
    expect((await readBackup(again, async () => undefined)).counts.owners).toBe(1);
    expect((await run('backup'))[0]).toBe(2);
    expect((await run('restore', file, '--database', 'mysql://x'))[0]).toBe(2);
    expect((await run('restore', join(folder, 'none'), '--data', join(folder, 'x')))[1]).toContain('There is no file');
  });

  it('refuse a file that is cut short, altered, of another version or no backup, and leave no folder', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'backup.gz');
    const opened = await engines[0]?.open();
    if (opened === undefined) throw new Error('no engine');
    await writeBackup(opened, file);
    await opened.close();
    const bytes = readFileSync(file);
    const text = gunzipSync(bytes).toString();
    const lines = text.split('\n');
    const bad: Record<string, [Buffer, string]> = {
      cut: [bytes.subarray(0, bytes.length - 20), 'not a whole backup'],
      text: [Buffer.from('not a gzip'), 'not a whole backup'],
      empty: [gzipSync(''), 'not a backup of Steward'],
      other: [gzipSync('{"format":"other"}\n'), 'not a backup of Steward'],
      newer: [gzipSync(text.replace('"version":1', '"version":2')), 'has version 2'],
      future: [
        gzipSync(sealed(text.replace('"migrations":["0001', '"migrations":["9999'))),
        'newer or another Steward',
      ],
      'without its end': [gzipSync(lines.slice(0, -2).join('\n')), 'its end is missing'],
      altered: [gzipSync(text.replace('"engine":"pglite"', '"engine":"postgresql"')), 'not what was written'],
    };
    for (const [name, [content, why]] of Object.entries(bad)) {
      const [path, target] = [join(folder, `${name}.gz`), join(folder, name)];
      writeFileSync(path, content);
      const [code, said] = await run('restore', path, '--data', target);
      expect([name, code, said]).toEqual([name, 1, expect.stringContaining(why)]);
      expect([existsSync(target), existsSync(`${target}.restoring`)]).toEqual([false, false]);
    }
  });
});
