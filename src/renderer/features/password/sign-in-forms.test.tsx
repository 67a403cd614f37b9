// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../contract/errors.ts';
import { DEFAULT_POLICY } from '../../../contract/password-policy.ts';
import { SignInAgainDialog } from '../../app/sign-in-again-dialog.tsx';
import type { FakeBridge } from '../../testing/fake-bridge.ts';
import { renderApp, renderWithBridge } from '../../testing/render.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const NEEDED: AppError = {
  name: 'password_violates_policy',
  message: 'Your organizations ask for a new password before you can sign in.',
  details: [{ field: 'password_lifespan', message: 'is older than 90 days' }],
  password_policy: { ...DEFAULT_POLICY, minimum_length: 12 },
};
const REFUSED: AppError = {
  name: 'invalid',
  message: 'The password is one of your last 5 passwords; it contains your name.',
  details: [
    { field: 'body.new_password', message: 'is one of your last 5 passwords' },
    { field: 'body.new_password', message: 'contains your name' },
  ],
};
const lastInput = (bridge: FakeBridge, method: string) =>
  bridge.calls.findLast((call) => call.method === method)?.input;
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Set the password and sign in' }));

describe('signing in with a password that must be changed', () => {
  it('says why, asks in the same form, shows what the server refuses, and signs in', async () => {
    const methodFailures: Record<string, AppError> = { 'accounts.add_with_password': NEEDED };
    const { bridge, path } = await renderApp('/', { accounts: 0, methodFailures });
    await userEvent.click(await screen.findByRole('button', { name: /Connect to a server/ }));
    await userEvent.click(await screen.findByRole('tab', { name: 'E-mail and password' }));
    expect(screen.queryByLabelText('New password')).toBeNull();
    await userEvent.type(screen.getByLabelText('Server address'), 'steward.example.org');
    await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.org');
    await userEvent.type(screen.getByLabelText('Password'), 'an old password');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It is older than 90 days.');
    expect(within(screen.getByRole('list', { name: 'Rules' })).getByText(/At least 12 characters/)).toBeTruthy();

    methodFailures['accounts.add_with_password'] = REFUSED;
    await userEvent.type(screen.getByLabelText('New password'), 'ada 7 new words');
    await submit();
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('alert')
          .some((one) => one.textContent === 'It is one of your last 5 passwords. It contains your name.'),
      ).toBe(true),
    );
    expect(lastInput(bridge, 'accounts.add_with_password')).toEqual({
      url: 'https://steward.example.org',
      email: 'ada@example.org',
      password: 'an old password',
      new_password: 'ada 7 new words',
    });

    delete methodFailures['accounts.add_with_password'];
    await submit();
    await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
  });
});

describe('signing in again with a password that must be changed', () => {
  it('asks in the same dialog, and takes a token instead without asking', async () => {
    const methodFailures: Record<string, AppError> = { 'accounts.sign_in_again': NEEDED };
    const account = {
      id: 'account-0',
      kind: 'server' as const,
      url: 'https://steward.example.org',
      label: 'steward.example.org',
      person: { id: 'ada', first_name: 'Ada', last_name: 'Byron', email: 'ada@example.org' },
      secret: 'keychain' as const,
      needs_sign_in: true,
    };
    let open = true;
    const close = (next: boolean) => {
      open = next;
    };
    const { bridge } = await renderWithBridge(<SignInAgainDialog account={account} open onOpenChange={close} />, {
      methodFailures,
    });
    await userEvent.type(screen.getByLabelText('Password'), 'an old password');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('It is older than 90 days.');
    await userEvent.type(screen.getByLabelText('New password'), 'quite another one');
    delete methodFailures['accounts.sign_in_again'];
    await submit();
    await waitFor(() => expect(open).toBe(false));
    expect(lastInput(bridge, 'accounts.sign_in_again')).toEqual({
      account_id: 'account-0',
      password: 'an old password',
      new_password: 'quite another one',
    });
  });
});
