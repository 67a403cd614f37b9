// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../testing/render.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const inputOf = (bridge: { calls: readonly { method: string; input: unknown }[] }, method: string) =>
  bridge.calls.find((call) => call.method === method)?.input;

describe('a first start', () => {
  it('shows how far the sample data is, and then an organization', async () => {
    const { bridge, path } = await renderApp('/', { accounts: 0, held: (method) => method === 'workspace.create' });
    expect(path()).toBe('/welcome');
    await press(/Explore with sample data/);
    expect(await screen.findByText('400 of 1,200')).toBeTruthy();
    bridge.release();
    await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
    expect(inputOf(bridge, 'workspace.create')).toEqual({ mode: 'sample' });
  });

  it('takes the sample data by itself in a smoke run', async () => {
    const { bridge } = await renderApp('/', { accounts: 0, smoke: true });
    await waitFor(() => expect(inputOf(bridge, 'workspace.create')).toEqual({ mode: 'sample' }));
    expect(bridge.calls.filter(({ method }) => method === 'workspace.create')).toHaveLength(1);
  });

  it('makes an empty workspace for a person, and then offers to create an organization', async () => {
    const { bridge, path } = await renderApp('/', { accounts: 0, organizations: 0 });
    await press(/Start with an empty workspace/);
    await press('Create the workspace');
    expect((await screen.findAllByRole('alert')).length).toBe(2);
    expect(screen.queryByText('It is an e-mail address.', { exact: false })).toBeNull();
    await userEvent.type(screen.getByLabelText('First name'), 'Ada');
    await userEvent.type(screen.getByLabelText('E-mail'), 'Ada@Example.org');
    await press('Create the workspace');
    await waitFor(() => expect(path()).toBe('/organizations'));
    expect(inputOf(bridge, 'workspace.create')).toEqual({
      mode: 'empty',
      first_name: 'Ada',
      last_name: '',
      email: 'ada@example.org',
    });
  });

  it('says plainly that there is no keychain, and goes on without one', async () => {
    const error = { name: 'keychain_absent', message: 'no keychain was found' } as const;
    const { bridge } = await renderApp('/', { accounts: 0, methodFailures: { 'workspace.create': error } });
    await press(/Explore with sample data/);
    expect((await screen.findByRole('alert')).textContent).toMatch(/^No keychain was found\./);
    await press('Use for this session only');
    await waitFor(() => expect(bridge.state().keychain).toBe('session'));
  });
});

describe('connecting to a server', () => {
  it('takes an address and a token', async () => {
    const { bridge, path } = await renderApp('/', { accounts: 0 });
    await press(/Connect to a server/);
    await userEvent.type(await screen.findByLabelText('Server address'), 'http://example.org');
    await userEvent.type(screen.getByLabelText('Personal access token'), 'stw_abc');
    await press('Connect');
    expect((await screen.findByRole('alert')).textContent).toMatch(/must be an https address/);
    await userEvent.clear(screen.getByLabelText('Server address'));
    await userEvent.type(screen.getByLabelText('Server address'), 'steward.example.org');
    await press('Connect');
    await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
    expect(inputOf(bridge, 'accounts.add_with_token')).toEqual({
      url: 'https://steward.example.org',
      token: 'stw_abc',
    });
  });

  it('says why signing in failed', async () => {
    const error = { name: 'offline', message: 'steward.example.org does not answer' } as const;
    await renderApp('/', { accounts: 0, methodFailures: { 'accounts.add_with_password': error } });
    await press(/Connect to a server/);
    await userEvent.click(await screen.findByRole('tab', { name: 'E-mail and password' }));
    await userEvent.type(screen.getByLabelText('Server address'), 'steward.example.org');
    await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse');
    await press('Sign in');
    expect((await screen.findByRole('alert')).textContent).toMatch(/Steward\.example\.org does not answer/);
  });
});

it('adds a further account and can be left', async () => {
  const { path } = await renderApp('/welcome?add=true');
  expect(await screen.findByRole('heading', { name: 'Add an account' })).toBeTruthy();
  await press('Cancel');
  await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
});
