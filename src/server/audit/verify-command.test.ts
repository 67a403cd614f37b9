import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openPGlite } from '../db/open.ts';
import { startCli, temporaryFolder, whenReady } from '../testing/processes.ts';

const ENTRY = join(import.meta.dirname, '..', 'index.ts');

function verify(...args: string[]): [number | null, string] {
  const { status, stdout } = spawnSync(process.execPath, [ENTRY, 'verify-audit', ...args], { encoding: 'utf8' });
  return [status, stdout];
}

const register = (url: string, id: string) =>
  fetch(`${url}/v2/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user: { id, first_name: 'A', primary_email: `${id}@cli.example` },
      password: 'long enough',
    }),
  });

it('checks the logs of a data folder: whole, in use, altered, cut, and with other heads', async () => {
  const folder = await temporaryFolder();
  const [data, ready] = [join(folder, 'data'), join(folder, 'ready.json')];
  expect(verify('--data', data)[0]).toBe(2);
  const server = startCli('--port', '0', '--data', data, '--ready-file', ready);
  const { url, pid } = await whenReady(server, ready);
  for (const id of ['ada', 'bob']) expect((await register(url, id)).status).toBe(200);
  const [code, text] = verify('--data', data);
  expect([code, text]).toEqual([2, expect.stringContaining(`in use by process ${pid}`)]);
  server.child.kill('SIGTERM');
  await server.exit();
  expect(verify('--data', data)).toEqual([0, 'Whole: 2 entries in 2 logs.\n']);

  const change = async (text: string) => {
    const { db, close } = await openPGlite(data);
    await sql.raw(text).execute(db);
    await close();
  };
  await change(`update audit_entries set source_ip = '10.0.0.1' where owner_id = 'ada'`);
  expect(verify('--data', data)).toEqual([1, 'ada: altered at entry 1. Entry 1 is not what was written.\n']);
  await change(`update audit_entries set source_ip = '127.0.0.1' where owner_id = 'ada'`);
  expect(verify('--data', data)[0]).toBe(0);
  await change(`delete from audit_entries where owner_id = 'bob'`);
  await change(`delete from audit_heads where owner_id = 'bob'`);
  await change(`delete from audit_anchors where owner_id = 'bob'`);
  expect(verify('--data', data)).toEqual([1, expect.stringContaining('bob: cut at entry 1.')]);
  appendFileSync(join(data, 'audit-heads', 'writer-1', 'heads-000001.jsonl'), '{}\n');
  expect(verify('--data', data)).toEqual([1, expect.stringContaining('is not what was written there')]);
  expect(verify('--data', data, '--audit-heads', join(folder, 'none'))[1]).toContain('There is no folder of heads');
});
