import { expect, type Locator, type Page } from '@playwright/test';
import type { RoleId } from '../../src/contract/permissions.ts';
import { type ApiClient, apiClient, type Person, registerPerson } from './api.ts';
import { invoke } from './bridge.ts';
import type { TestServer } from './server.ts';

/** What people do again and again, by the names that they read. */

export const profileButton = (page: Page): Locator => page.getByRole('button', { name: /Switch profile$/ });

export async function openProfileMenu(page: Page): Promise<Locator> {
  await profileButton(page).click();
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  return menu;
}

export async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Profile and pages' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
}

/** The number below a name in the organization's dashboard. */
export const figure = (page: Page, name: string): Locator =>
  page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]');

/** Waits for the first page of whoever signed in: the start leads on from there by itself. */
export async function hasStarted(page: Page): Promise<void> {
  await expect(profileButton(page)).toBeVisible();
  await expect(page).toHaveURL(/\/(o\/[^/]+|organizations)$/);
}

export const toast = (page: Page, text: string | RegExp): Locator =>
  page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('listitem')
    .filter({ hasText: text });

/** Opens one of the three ways to a server. */
export async function openConnect(page: Page, tab: 'Token' | 'E-mail and password' | 'New account'): Promise<void> {
  await page.getByRole('button', { name: 'Connect to a server…' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

/** Pastes, as a person does with a secret: no script of the page's or of the test's ever sees it. */
export async function paste(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.page().keyboard.insertText(text);
}

export async function connectByToken(page: Page, url: string, token: string): Promise<void> {
  await openConnect(page, 'Token');
  await page.getByLabel('Server address').fill(url);
  await paste(page.getByLabel('Personal access token'), token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await hasStarted(page);
}

export async function signInByPassword(page: Page, url: string, email: string, password: string): Promise<void> {
  await openConnect(page, 'E-mail and password');
  await page.getByLabel('Server address').fill(url);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

interface NewPerson {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly password: string;
}

export async function createAccount(page: Page, url: string, person: NewPerson): Promise<void> {
  await openConnect(page, 'New account');
  await page.getByLabel('Server address').fill(url);
  await page.getByLabel('First name').fill(person.first);
  await page.getByLabel('Last name').fill(person.last);
  await page.getByLabel('Your id').fill(person.id);
  await page.getByLabel('E-mail', { exact: true }).fill(person.email);
  await page.getByLabel('New password').fill(person.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await hasStarted(page);
}

/** Ada on a server, with organizations that she administers. */
export async function adaWith(server: TestServer, names: readonly string[]): Promise<Person> {
  const ada = await registerPerson(apiClient(server.url), 'ada', { first: 'Ada', last: 'Byron' });
  for (const name of names) await createOrganization(ada.api, name);
  return ada;
}

/** Answers its id. */
export async function createOrganization(api: ApiClient, name: string): Promise<string> {
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const organization = { id, name, billing_email: `billing@${id}.example` };
  await api.call('organizations.create', { params: { user_id: 'me' }, body: { organizations: [organization] } });
  return id;
}

/** Makes somebody a member: invited by an admin, accepted by themselves. */
export async function join(admin: Person, org_id: string, person: Person, role_id: RoleId): Promise<void> {
  const invitation = { email: person.email, role_id };
  await admin.api.call('invitations.create', { params: { org_id }, body: { invitations: [invitation] } });
  const { invitations } = await person.api.call('my_invitations.list', { params: { user_id: 'me' } });
  const id = invitations.find(({ organization }) => organization.id === org_id)?.id ?? '';
  await person.api.call('my_invitations.accept', { params: { user_id: 'me', id } });
}

/** Opens a row's menu and chooses an entry. */
export async function choose(page: Page, row: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${row}`, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: typeof entry === 'string' }).click();
}

/** The id of the account that is open. */
export async function activeAccount(page: Page): Promise<string> {
  const { active_account_id } = await invoke(page, 'app.state', {});
  if (active_account_id === null) throw new Error('Nobody is signed in.');
  return active_account_id;
}

/** How a server answers this token: 200, or 401 once it is revoked. */
export async function statusOf(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/v2/users/me`, { headers: { authorization: `Key ${token}` } });
  await response.body?.cancel();
  return response.status;
}
