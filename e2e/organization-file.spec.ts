import type { Locator, Page } from '@playwright/test';
import { apiClient, type Person, registerPerson } from './support/api.ts';
import type { App } from './support/app.ts';
import { adaWith, connectByToken, createOrganization, goTo, join } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

const ORG = 'analytical-engines';
const whatIf = (page: Page): Locator => page.getByRole('region', { name: 'What this changes' });
const changes = (page: Page): Locator => page.getByRole('region', { name: 'Changes', exact: true });
const stepOf = (page: Page, title: string): Locator => changes(page).getByRole('listitem').filter({ hasText: title });

async function furnish(ada: Person): Promise<void> {
  const params = { org_id: ORG };
  await ada.api.call('apps.create', {
    params: { user_id: ORG },
    body: { apps: [{ id: 'chest-xray', compliance_labels: ['GDPR'] }, { id: 'bone-age' }, { id: '007' }] },
  });
  const teams = [
    { id: 'radiology', name: 'Radiology', default_permission_id: 'model_trainer' as const },
    { id: 'labelers', name: 'No: labelers', default_permission_id: 'labeler_worker' as const },
  ];
  await ada.api.call('teams.create', { params, body: { teams } });
  await ada.api.call('team_apps.add', {
    params: { ...params, team_id: 'radiology' },
    body: { apps: [{ app_id: 'chest-xray' }, { app_id: '007', permission_id: 'full_access' }] },
  });
  const silos = [{ id: 'gdpr', name: 'GDPR only', team_ids: ['labelers'], required_labels: ['GDPR'] }];
  await ada.api.call('silos.create', { params, body: { silos } });
}

async function openPage(page: Page): Promise<void> {
  await goTo(page, 'Account');
  await page.getByRole('link', { name: 'Organization as a file…' }).click();
  await expect(page.getByRole('heading', { name: 'Compare and apply' })).toBeVisible();
}

const exported = async (app: App): Promise<string> =>
  (await savedFile(app, () => app.page.getByRole('button', { name: 'Export as YAML…' }).click())).toString('utf8');

const open = (page: Page, text: string, name = 'organization.yaml'): Promise<void> =>
  page
    .getByLabel('Organization file', { exact: true })
    .setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

test('an organization goes round as a file, and a plan is read, chosen and applied', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  await furnish(ada);
  const grace = await registerPerson(apiClient(server.url), 'grace', { first: 'Grace', last: 'Hopper' });
  await join(ada, ORG, grace, 'team_contributor');
  const radiology = { params: { org_id: ORG, team_id: 'radiology' } };
  await ada.api.call('team_members.add', { ...radiology, body: { user_ids: ['grace'] } });
  await connectByToken(page, server.url, ada.token);
  await openPage(page);

  const file = await test.step('what is exported and compared is no change', async () => {
    const text = await exported(app);
    expect(text).toContain('steward: organization/1');
    expect(text).toContain('"007": full_access');
    await open(page, text);
    await expect(page.getByText('There is nothing to change.')).toBeVisible();
    await page.getByRole('button', { name: 'Close file' }).click();
    return text;
  });

  await test.step('a file that cannot be is refused by line', async () => {
    await open(page, file.replace('default_permission: model_trainer', 'default_permission: owner'));
    const problems = page.getByRole('region', { name: 'Problems of the file' });
    await expect(problems).toContainText('1 problem in organization.yaml: nothing was compared');
    await expect(problems).toContainText('teams.1.default_permission');
    await open(page, 'name,email', 'people.csv');
    await expect(page.getByRole('alert')).toContainText('“people.csv” is not a YAML file');
  });

  const wanted = file
    .replace('"007": full_access\n', '')
    .replace('name: Radiology', 'name: Imaging')
    .replace('default_permission: model_trainer', 'default_permission: labeler_worker')
    .replace('minimum_length: 8', 'minimum_length: 15');

  await test.step('the plan says what differs and whose access it changes; what takes away is not chosen', async () => {
    const drop = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'wanted.yaml'));
      return transfer;
    }, wanted);
    await page.getByRole('region', { name: 'Open a file' }).dispatchEvent('drop', { dataTransfer: drop });
    await expect(stepOf(page, 'Change the password policy')).toContainText('minimum length: 8 → 15');
    await expect(stepOf(page, 'Change the team “Radiology”')).toContainText('name: Radiology → Imaging');
    await expect(stepOf(page, 'Take 1 app from “Radiology”')).toContainText('Takes away');
    await expect(stepOf(page, 'Take 1 app').getByRole('checkbox')).not.toBeChecked();
    await expect(whatIf(page)).toContainText('1 person loses access to 1 app');
    await page.getByLabel('Also take away (1)').click();
    await expect(whatIf(page)).toContainText('1 person loses access to 2 apps');
  });

  await test.step('it is applied, and then there is nothing to change', async () => {
    await page.getByRole('button', { name: 'Apply 3 changes…' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel(`Type ${ORG} to confirm`).fill(ORG);
    await dialog.getByRole('button', { name: 'Apply 3 changes' }).click();
    await expect(page.getByText('Applied 3 changes. The organization is as chosen.')).toBeVisible();
    const receipt = await savedFile(app, () => page.getByRole('button', { name: 'Save receipt…' }).click());
    expect(receipt.toString('utf8').trim().split('\r\n')).toHaveLength(4);
    await page.getByRole('button', { name: 'Compare again' }).click();
    await expect(page.getByText('There is nothing to change.')).toBeVisible();
    const { teams } = await ada.api.call('teams.list', { params: { org_id: ORG } });
    expect(teams.map(({ name, apps_count }) => [name, apps_count])).toEqual([
      ['Imaging', 1],
      ['No: labelers', 0],
    ]);
  });
});

test('a plan overwrites nothing that another admin has changed meanwhile', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  await furnish(ada);
  const mary = await registerPerson(apiClient(server.url), 'mary', { first: 'Mary', last: 'Jackson' });
  await join(ada, ORG, mary, 'admin');
  await connectByToken(page, server.url, ada.token);
  await openPage(page);
  const file = await exported(app);
  await open(page, file.replace('name: Radiology', 'name: Imaging').replace('minimum_length: 8', 'minimum_length: 15'));
  await expect(stepOf(page, 'Change the team “Radiology”')).toBeVisible();

  await mary.api.call('teams.update', {
    params: { org_id: ORG },
    body: { teams: [{ id: 'radiology', name: 'X-ray' }] },
  });
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(stepOf(page, 'Change the team “Radiology”')).toContainText('Changed by somebody else');
  await expect(stepOf(page, 'Change the password policy')).toContainText('Not applied');
  await expect(page.getByText('Nothing of theirs was overwritten.')).toBeVisible();
  const named = async () =>
    (await ada.api.call('teams.list', { params: { org_id: ORG } })).teams.map(({ name }) => name).sort();
  expect(await named()).toEqual(['No: labelers', 'X-ray']);
  const receipt = await savedFile(app, () => page.getByRole('button', { name: 'Save receipt…' }).click());
  expect(receipt.toString('utf8')).toContain('nothing overwritten');

  // Compared again, the plan is about the team as it is now.
  await page.getByRole('button', { name: 'Compare again' }).click();
  await expect(stepOf(page, 'Change the team “X-ray”')).toContainText('name: X-ray → Imaging');
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(page.getByText('Applied 2 changes.')).toBeVisible();
  expect(await named()).toEqual(['Imaging', 'No: labelers']);
});

test('another organization is made alike, as far as it has the apps', async ({ app, server }) => {
  const { page } = app;
  const ada = await adaWith(server, ['Analytical Engines']);
  await furnish(ada);
  await connectByToken(page, server.url, ada.token);
  await openPage(page);
  const file = await exported(app);
  const other = await createOrganization(ada.api, 'Difference Engines');
  await page.reload();
  await page.getByRole('button', { name: /Switch profile$/ }).click();
  await page.getByRole('menuitem', { name: /Difference Engines/ }).click();
  await openPage(page);
  await open(page, file);
  await expect(page.getByText('There is no app “chest-xray” here to label.')).toBeVisible();
  await expect(page.getByText('The file is of the organization “analytical-engines”')).toBeVisible();
  await page.getByRole('button', { name: 'Apply 3 changes' }).click();
  await expect(page.getByText('Applied 3 changes.')).toBeVisible();
  const { silos } = await ada.api.call('silos.list', { params: { org_id: other } });
  expect(silos.map(({ name, team_ids }) => [name, team_ids])).toEqual([['GDPR only', ['labelers']]]);
});
