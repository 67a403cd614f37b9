import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPGlite } from './db/open.ts';

const ENTRY = join(import.meta.dirname, 'index.ts');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args, '--data', join(folder, 'data')], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

it('lets the operator set prices, and says when sums do not agree', { timeout: 60_000 }, async () => {
  const file = join(folder, 'prices.json');
  writeFileSync(
    file,
    JSON.stringify({ prices: [{ category: 'tokens', unit_price_micros: 1.25, valid_from: '2026-01-01T00:00:00Z' }] }),
  );
  expect(run('set-prices', file)).toMatchObject({
    status: 0,
    stdout: '1 prices taken over. What was rated before keeps its price.\n',
  });
  writeFileSync(file, JSON.stringify({ prices: [{ category: 'nothing', unit_price_micros: -1, valid_from: 'soon' }] }));
  const refused = run('set-prices', file);
  expect(refused.status).toBe(1);
  for (const field of ['category', 'unit_price_micros', 'valid_from'])
    expect(refused.stderr).toContain(`prices.0.${field}: `);
  expect(run('check-billing')).toMatchObject({ status: 0, stdout: 'All sums agree.\n' });
  expect(run('grant-credit', 'nobody', '12.00', 'Welcome')).toMatchObject({ status: 1 });
  expect(run('grant-credit', 'nobody')).toMatchObject({ status: 2 });

  const opened = await openPGlite(join(folder, 'data'));
  await sql`insert into owners values ('acme', 'organization')`.execute(opened.db);
  await sql`insert into organizations (id, name, name_key, billing_email) values ('acme', 'A', 'a', 'a@a.example')`.execute(
    opened.db,
  );
  await sql`insert into usage_daily values ('acme', '2026-11-01', 'u', '', 'tokens', '', '', '', '', '2026-11-01', 1, 5, 1, 5)`.execute(
    opened.db,
  );
  await opened.close();
  const found = run('check-billing');
  expect(found).toMatchObject({ status: 1 });
  expect(found.stdout).toContain('acme: the sums of 2026-11-01 differ from its events');
});
