import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { runCommand } from './commands.ts';
import { openPGlite } from './db/open.ts';
import { temporaryFolder } from './testing/processes.ts';

it('lets the operator set prices, and says when sums do not agree', async () => {
  const folder = await temporaryFolder();
  const run = async (...args: string[]) => {
    const [printed, complaints]: [string[], string[]] = [[], []];
    const status = await runCommand(
      [...args, '--data', join(folder, 'data')],
      (line) => printed.push(line),
      (line) => complaints.push(line),
    );
    return { status, stdout: printed.join('\n'), stderr: complaints.join('\n') };
  };
  const file = join(folder, 'prices.json');
  writeFileSync(
    file,
    JSON.stringify({ prices: [{ category: 'tokens', unit_price_micros: 1.25, valid_from: '2026-01-01T00:00:00Z' }] }),
  );
  expect(await run('set-prices', file)).toMatchObject({
    status: 0,
    stdout: '1 prices taken over. What was rated before keeps its price.',
  });
  writeFileSync(file, JSON.stringify({ prices: [{ category: 'nothing', unit_price_micros: -1, valid_from: 'soon' }] }));
  const refused = await run('set-prices', file);
  expect(refused.status).toBe(1);
  for (const field of ['category', 'unit_price_micros', 'valid_from'])
    expect(refused.stderr).toContain(`prices.0.${field}: `);
  expect(await run('check-billing')).toMatchObject({ status: 0, stdout: 'All sums agree.' });
  expect(await run('grant-credit', 'nobody', '12.00', 'Welcome')).toMatchObject({ status: 1 });
  expect(await run('grant-credit', 'nobody')).toMatchObject({ status: 2 });

  const opened = await openPGlite(join(folder, 'data'));
  await sql`insert into owners values ('acme', 'organization')`.execute(opened.db);
  await sql`insert into organizations (id, name, name_key, billing_email) values ('acme', 'A', 'a', 'a@a.example')`.execute(
    opened.db,
  );
  await sql`insert into usage_daily values ('acme', '2026-11-01', 'u', '', 'tokens', '', '', '', '', '2026-11-01', 1, 5, 1, 5)`.execute(
    opened.db,
  );
  await opened.close();
  const found = await run('check-billing');
  expect(found).toMatchObject({ status: 1 });
  expect(found.stdout).toContain('acme: the sums of 2026-11-01 differ from its events');
});
