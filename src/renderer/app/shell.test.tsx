// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderApp } from '../testing/render.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe('the start', () => {
  it('opens the first organization, and the last one next time', async () => {
    const first = await renderApp('/');
    await waitFor(() => expect(first.path()).toBe('/o/radiology-ag'));
    await userEvent.keyboard('{Control>}2{/Control}');
    await waitFor(() => expect(first.path()).toBe('/o/harbor-logistics'));
    const kept = { last_organization: { account_id: 'account-0', organization_id: 'harbor-logistics' } };
    await waitFor(() => expect(first.bridge.calls).toContainEqual({ method: 'settings.update', input: kept }));
    cleanup();
    const second = await renderApp('/', { lastOrganization: 'harbor-logistics' });
    await waitFor(() => expect(second.path()).toBe('/o/harbor-logistics'));
  });

  it('offers to create an organization where there is none', async () => {
    const { path } = await renderApp('/', { organizations: 0 });
    expect(await screen.findByRole('heading', { name: 'No organization yet' })).toBeTruthy();
    expect(path()).toBe('/organizations');
  });

  it('says which view is painted and tells main', async () => {
    const { bridge } = await renderApp('/o/radiology-ag');
    await waitFor(() => expect(document.documentElement.dataset.painted).toBe('home'));
    expect(bridge.calls.find(({ method }) => method === 'app.painted')?.input).toEqual({ view: 'home' });
  });
});

describe('what is out of the ordinary', () => {
  it('says that one is offline and how old the page is', async () => {
    const { bridge } = await renderApp('/o/radiology-ag', { offline: true });
    expect(await screen.findByText(/^Offline · as of \d\d:\d\d, 3 hours ago · changes wait$/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(bridge.calls.some(({ method }) => method === 'connection.retry')).toBe(true);
  });

  it.each([
    ['locked', /keychain is locked/],
    ['absent', /has no keychain/],
    ['refused', /keychain refused access/],
  ] as const)('a keychain that is %s has its own words', async (keychain, text) => {
    const { bridge } = await renderApp('/o/radiology-ag', { keychain });
    expect(await screen.findByText(text)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Use for this session only' }));
    await waitFor(() => expect(screen.queryByText(text)).toBeNull());
    expect(bridge.state().keychain).toBe('session');
  });

  it('asks again for what is on screen once the keychain has opened, whoever has seen that', async () => {
    const { bridge } = await renderApp('/o/radiology-ag', { keychain: 'locked' });
    await screen.findByText(/keychain is locked/);
    const asked = () =>
      bridge.calls.filter(({ input }) => JSON.stringify(input).includes('"organizations.list"')).length;
    await waitFor(() => expect(document.documentElement.dataset.painted).toBe('home'));
    const before = asked();
    await act(async () => bridge.emit({ type: 'state', state: { ...bridge.state(), keychain: 'ready' } }));
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
    expect(screen.queryByText(/keychain is locked/)).toBeNull();
  });

  it('asks to sign in again where the token is refused', async () => {
    await renderApp('/o/radiology-ag', { needsSignIn: true });
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in again…' }));
    await userEvent.type(await screen.findByLabelText('Password'), 'correct horse');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(screen.queryByText(/no longer accepts this token/)).toBeNull());
  });

  it('says that an organization is not one’s own', async () => {
    await renderApp('/o/elsewhere');
    expect(await screen.findByRole('heading', { name: 'You are not a member of elsewhere' })).toBeTruthy();
  });
});

it('follows the commands of the application menu', async () => {
  const { bridge, path } = await renderApp('/o/harbor-logistics');
  const command = (name: 'go_members' | 'go_invitations' | 'go_account' | 'new_organization') =>
    act(async () => bridge.emit({ type: 'menu', command: name }));
  await screen.findByRole('button', { name: /Harbor Logistics/ });
  await command('go_members');
  await waitFor(() => expect(path()).toBe('/o/harbor-logistics/members'));
  await command('go_invitations');
  await waitFor(() => expect(path()).toBe('/invitations'));
  await command('go_account');
  await waitFor(() => expect(path()).toBe('/account'));
  await command('new_organization');
  expect(await screen.findByRole('dialog', { name: 'Create an organization' })).toBeTruthy();
});
