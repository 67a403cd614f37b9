import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import papaparse from 'papaparse';
import { openPGlite } from '../src/server/db/open.ts';
import { apiClient, registerPerson } from './support/api.ts';
import { connectByToken, createOrganization, figure, goTo, profileButton } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

const CHUNK = 200;
const ACCEPTING = 2;

/** The addresses of a directory's export: quoted fields, names with commas, accents. */
async function addressesOf(file: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, 'fixtures', file), 'utf8');
  const { data, errors } = papaparse.parse<Record<string, string>>(text.trim(), { header: true });
  expect(errors).toEqual([]);
  return data.map((row) => row['E-mail address'] ?? '');
}

test('three people, two organizations, 500 addresses: app, SQL and a restart agree', async ({ app, server }) => {
  const api = apiClient(server.url);
  const ada = await registerPerson(api, 'ada', { first: 'Ada', last: 'Byron' });
  const grace = await registerPerson(api, 'grace', { first: 'Grace', last: 'Hopper' });
  const linus = await registerPerson(api, 'linus', { first: 'Linus', last: 'Pauling' });
  const large = await createOrganization(ada.api, 'Nordlicht Kliniken');
  const small = await createOrganization(grace.api, 'Fjord Analytics');
  const csv = await addressesOf('people.csv');
  expect(csv).toHaveLength(500);

  await test.step('bring the addresses in, in chunks, a part of them twice', async () => {
    const params = { org_id: large };
    const all = [grace.email, linus.email, ...csv].map((email) => ({ email, role_id: 'organization_user' as const }));
    for (let start = 0; start < all.length; start += CHUNK)
      await ada.api.call('invitations.create', { params, body: { invitations: all.slice(start, start + CHUNK) } });
    const again = { params, query: { dry_run: true }, body: { invitations: all.slice(0, CHUNK) } };
    const { rows } = await ada.api.call('invitations.create', again);
    expect(new Set(rows?.map(({ outcome }) => outcome))).toEqual(new Set(['already_invited']));
    const invitations = [{ email: ada.email, role_id: 'admin' as const }];
    await grace.api.call('invitations.create', { params: { org_id: small }, body: { invitations } });
  });
  await test.step('two of them accept', async () => {
    for (const person of [grace, linus]) {
      const me = { user_id: 'me' };
      const { invitations } = await person.api.call('my_invitations.list', { params: me });
      expect(invitations.map(({ organization }) => organization.id)).toEqual([large]);
      await person.api.call('my_invitations.accept', { params: { ...me, id: invitations[0]?.id ?? '' } });
    }
  });

  await test.step('in the app', async () => {
    const { page } = app;
    await connectByToken(page, server.url, ada.token);
    await expect(profileButton(page)).toContainText('Nordlicht Kliniken');
    await expect(figure(page, 'Members')).toHaveText(String(1 + ACCEPTING));
    await expect(figure(page, 'Pending invitations')).toHaveText('500');
    await expect(page.getByRole('link', { name: /^Invitations 1/ })).toBeVisible();
    await goTo(page, 'Members');
    await page.getByRole('tab', { name: 'Pending 500' }).click();
    await expect(page.getByRole('contentinfo')).toContainText('500 invitations');
    await page.getByLabel('Search name, e-mail or id').fill('quynh');
    const expected = csv.filter((address) => address.includes('quynh')).length;
    expect(expected).toBeGreaterThan(0);
    await expect(page.getByRole('contentinfo')).toContainText(`${expected} invitation`);
  });

  await test.step('in SQL', async () => {
    await server.stop();
    const { db, close } = await openPGlite(server.dataDir);
    const count = async (statement: ReturnType<typeof sql<{ n: number }>>) =>
      Number((await statement.execute(db)).rows[0]?.n);
    const org = sql`organization_id = ${large}`;
    expect(await count(sql<{ n: number }>`select count(*) as n from users where id in ('ada', 'grace', 'linus')`)).toBe(
      3,
    );
    expect(await count(sql<{ n: number }>`select count(*) as n from members where ${org}`)).toBe(1 + ACCEPTING);
    const pending = sql<{ n: number }>`select count(*) as n from invitations where ${org} and status = 'PENDING'`;
    expect(await count(pending)).toBe(500);
    const stored = await sql<{
      email: string;
    }>`select email from invitations where ${org} and status = 'PENDING'`.execute(db);
    expect(stored.rows.map(({ email }) => email).sort()).toEqual(csv.map((email) => email.toLowerCase()).sort());
    await close();
  });

  await test.step('after a restart of both', async () => {
    await server.start();
    const page = await app.restart();
    await expect(profileButton(page)).toContainText('Nordlicht Kliniken');
    await expect(figure(page, 'Members')).toHaveText(String(1 + ACCEPTING));
    await expect(figure(page, 'Pending invitations')).toHaveText('500');
    await goTo(page, 'Invitations');
    await page.getByRole('button', { name: 'Accept Fjord Analytics' }).click();
    await page.getByRole('link', { name: 'Open Fjord Analytics' }).click();
    await expect(figure(page, 'Members')).toHaveText('2');
  });
});
