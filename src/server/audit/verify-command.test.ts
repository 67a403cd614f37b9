import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { openPGlite } from '../db/open.ts';
import { serveHere, temporaryFolder } from '../testing/processes.ts';
import { verifyAudit } from './verify-command.ts';

async function verify(...args: string[]): Promise<[number, string]> {
  const lines: string[] = [];
  const code = await verifyAudit(readArguments(args), (line) => lines.push(line));
  return [code, lines.join('\n')];
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
  const data = join(folder, 'data');
  expect((await verify('--data', data))[0]).toBe(2);
  const server = await serveHere('--data', data);
  for (const id of ['ada', 'bob']) expect((await register(server.url, id)).status).toBe(200);
  expect(await verify('--data', data)).toEqual([2, expect.stringContaining(`in use by process ${process.pid}`)]);
  await server.close();
  expect(await verify('--data', data)).toEqual([0, 'Whole: 2 entries in 2 logs.']);

  const change = async (text: string) => {
    const { db, close } = await openPGlite(data);
    await sql.raw(text).execute(db);
    await close();
  };
  await change(`update audit_entries set source_ip = '10.0.0.1' where owner_id = 'ada'`);
  expect(await verify('--data', data)).toEqual([1, 'ada: altered at entry 1. Entry 1 is not what was written.']);
  await change(`update audit_entries set source_ip = '127.0.0.1' where owner_id = 'ada'`);
  expect((await verify('--data', data))[0]).toBe(0);
  await change(`delete from audit_entries where owner_id = 'bob'`);
  await change(`delete from audit_heads where owner_id = 'bob'`);
  await change(`delete from audit_anchors where owner_id = 'bob'`);
  expect(await verify('--data', data)).toEqual([1, expect.stringContaining('bob: cut at entry 1.')]);
  appendFileSync(join(data, 'audit-heads', 'writer-1', 'heads-000001.jsonl'), '{}\n');
  expect(await verify('--data', data)).toEqual([1, expect.stringContaining('is not what was written there')]);
  expect((await verify('--data', data, '--audit-heads', join(folder, 'none')))[1]).toContain(
    'There is no folder of heads',
  );
});
