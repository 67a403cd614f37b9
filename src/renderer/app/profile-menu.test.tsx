// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderApp } from '../testing/render.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const openMenu = async (user: ReturnType<typeof userEvent.setup>) => {
  (await screen.findByRole('button', { name: /Switch profile/ })).focus();
  await user.keyboard('{Enter}');
  return screen.findByRole('menu');
};
const focusedText = () => document.activeElement?.textContent ?? '';

describe('the profile menu', () => {
  it('starts at the current organization and moves with the arrow keys', async () => {
    const { path } = await renderApp('/o/radiology-ag', { organizations: 3 });
    const user = userEvent.setup();
    await openMenu(user);
    await waitFor(() => expect(focusedText()).toContain('Radiology AG'));
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(path()).toBe('/o/harbor-logistics'));
  });

  it('finds an organization by its first letters', async () => {
    const { path } = await renderApp('/o/radiology-ag', { organizations: 3 });
    const user = userEvent.setup();
    await openMenu(user);
    await waitFor(() => expect(focusedText()).toContain('Radiology AG'));
    await user.keyboard('nim');
    await waitFor(() => expect(focusedText()).toContain('Nimbus Retail'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe('/o/nimbus-retail'));
  });

  it('narrows a long list to what is typed', async () => {
    const { path } = await renderApp('/o/radiology-ag', { organizations: 20 });
    const user = userEvent.setup();
    await openMenu(user);
    await user.keyboard('verd');
    await screen.findByText('2 organizations with “verd”');
    expect(screen.queryByRole('menuitem', { name: /Harbor/ })).toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe('/o/verdant-farms'));
  });

  it('shows what waits, and offers to add an organization', async () => {
    await renderApp('/o/radiology-ag', { organizations: 3 });
    const user = userEvent.setup();
    await openMenu(user);
    expect(screen.getByRole('menuitem', { name: /Radiology AG.*12 pending/ })).toBeTruthy();
    await user.click(screen.getByRole('menuitem', { name: /Add an organization/ }));
    expect(await screen.findByRole('dialog', { name: 'Create an organization' })).toBeTruthy();
  });

  it('switches with Ctrl and a digit, staying on the same kind of page', async () => {
    const { path } = await renderApp('/o/radiology-ag/members', { organizations: 3 });
    const user = userEvent.setup();
    await screen.findByRole('button', { name: /Radiology AG/ });
    await user.keyboard('{Control>}3{/Control}');
    await waitFor(() => expect(path()).toBe('/o/nimbus-retail/members'));
  });

  it('goes to the start of the other account', async () => {
    const { bridge, path } = await renderApp('/o/harbor-logistics/members', { accounts: 2 });
    const user = userEvent.setup();
    await openMenu(user);
    await user.click(screen.getByRole('menuitem', { name: /steward-1\.example\.org/ }));
    await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
    expect(bridge.state().active_account_id).toBe('account-1');
  });

  it('signs out after asking', async () => {
    const { bridge, path } = await renderApp('/o/radiology-ag');
    const user = userEvent.setup();
    await openMenu(user);
    await user.click(screen.getByRole('menuitem', { name: /Sign out/ }));
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(path()).toBe('/welcome'));
    expect(bridge.calls.some(({ method }) => method === 'accounts.remove')).toBe(true);
  });
});
