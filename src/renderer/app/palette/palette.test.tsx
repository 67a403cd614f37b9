// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../../../contract/commands.ts';
import { renderApp } from '../../testing/render.tsx';
import { closePalette, usePalette } from './palette-state.ts';
import { shortcutGroups } from './shortcuts-sheet.tsx';

beforeEach(() => {
  localStorage.clear();
  closePalette();
});
afterEach(cleanup);

const HOME = '/o/radiology-ag';
const field = () => screen.findByRole('combobox', { name: /^Search pages/ });
const open = async () => {
  await screen.findByRole('button', { name: /Radiology AG/ });
  await userEvent.keyboard('{Control>}k{/Control}');
  return field();
};
const selected = () =>
  screen
    .getAllByRole('option')
    .find((option) => option.ariaSelected === 'true' || option.getAttribute('aria-selected') === 'true');
const status = () => within(screen.getByRole('dialog')).getByRole('status').textContent ?? '';

describe('the palette', () => {
  it('opens by its keys, goes to a page by its name, and gives the page back', async () => {
    const { path } = await renderApp(HOME);
    await open();
    await userEvent.keyboard('audit log');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/audit`));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('finds a member with words in any order, points at the row, and opens the details', async () => {
    const { bridge, path } = await renderApp(HOME);
    const input = await open();
    await userEvent.keyboard('allen GRACE');
    await waitFor(() => expect(status()).toMatch(/^\d+ results? .*names on this computer/));
    await waitFor(() => expect(selected()?.textContent).toContain('Grace Allen'));
    expect(input.getAttribute('aria-activedescendant')).toBe(selected()?.id);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/members`));
    const kept = bridge.calls.findLast(({ method }) => method === 'drafts.put');
    expect(JSON.stringify(kept?.input.value)).toMatch(/^\["member\/radiology-ag\//);
    expect(JSON.stringify(kept?.input)).not.toContain('Allen');
  });

  it('takes what was typed where Enter comes before the names', async () => {
    const { path } = await renderApp(HOME);
    await open();
    await userEvent.keyboard('grace all{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/members`));
  });

  it('takes what was typed before it was there', async () => {
    const { path } = await renderApp(HOME);
    act(() => usePalette.setState({ open: 'palette', early: { text: 'audit log', entered: true } }));
    await waitFor(() => expect(path()).toBe(`${HOME}/audit`));
  });

  it('moves with the arrows, round the ends, and starts anew with each letter', async () => {
    await renderApp(HOME);
    const input = await open();
    await userEvent.keyboard('ad');
    const first = selected()?.id;
    await userEvent.keyboard('{ArrowDown}');
    expect(selected()?.id).not.toBe(first);
    expect(input.getAttribute('aria-activedescendant')).toBe(selected()?.id);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(selected()?.id).toBe(screen.getAllByRole('option').at(-1)?.id);
    await userEvent.keyboard('{Backspace}');
    expect(selected()?.id).toBe(screen.getAllByRole('option')[0]?.id);
  });

  it('shows what was chosen before first', async () => {
    const { path } = await renderApp(HOME);
    await open();
    await userEvent.keyboard('security{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/security`));
    await open();
    const group = await screen.findByRole('group', { name: 'Recent' });
    expect(within(group).getByRole('option').textContent).toContain('Security');
  });

  it('says why something cannot be chosen, and does not choose it', async () => {
    const { path } = await renderApp('/o/nimbus-retail');
    await screen.findByRole('button', { name: /Nimbus Retail/ });
    await userEvent.keyboard('{Control>}k{/Control}');
    await field();
    await userEvent.keyboard('invite people');
    const option = await screen.findByRole('option', { name: /Invite people/ });
    expect(option.textContent).toContain('Your role does not allow it; Admin may.');
    await userEvent.keyboard('{Enter}');
    expect(path()).toBe('/o/nimbus-retail');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('offers no change without a connection, and still finds pages and names', async () => {
    const { path } = await renderApp(HOME, { offline: true });
    await open();
    await userEvent.keyboard('create team');
    expect((await screen.findByRole('option', { name: /Create team/ })).textContent).toContain('You are offline.');
    await userEvent.clear(await field());
    await userEvent.keyboard('access{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/access`));
  });

  it('goes to where an action is at home, and does it there', async () => {
    const { path } = await renderApp(HOME);
    await open();
    await userEvent.keyboard('create team{Enter}');
    await waitFor(() => expect(path()).toBe(`${HOME}/teams`));
    expect(await screen.findByRole('dialog', { name: /team/i })).toBeTruthy();
  });

  it('finds pages of other organizations by both names', async () => {
    const { path } = await renderApp(HOME);
    await open();
    await userEvent.keyboard('harbor members{Enter}');
    await waitFor(() => expect(path()).toBe('/o/harbor-logistics/members'));
  });

  it('says that nothing is there, and that names are behind a locked keychain', async () => {
    await renderApp(HOME, {
      methodFailures: { 'names.search': { name: 'keychain_locked', message: 'The keychain is locked.' } },
    });
    await open();
    await userEvent.keyboard('qqqq');
    expect(await screen.findByText(/Nothing here is called/)).toBeTruthy();
    expect(status()).toContain('The keychain is locked.');
  });

  it('does not take the keyboard from another dialog', async () => {
    await renderApp('/organizations', { organizations: 0 });
    await screen.findByRole('heading', { name: 'No organization yet' });
    await userEvent.click(screen.getByRole('button', { name: 'Create an organization' }));
    await screen.findByLabelText('Name');
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(screen.queryByRole('combobox', { name: /^Search pages/ })).toBeNull();
  });
});

describe('the sheet of shortcuts', () => {
  it('opens by "?", and a "?" in a field is a "?"', async () => {
    await renderApp(`${HOME}/members`);
    const search = await screen.findByLabelText<HTMLInputElement>('Search name, e-mail or id');
    await userEvent.type(search, 'who?');
    expect(search.value).toBe('who?');
    expect(screen.queryByRole('dialog')).toBeNull();
    search.blur();
    await userEvent.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  });

  it('has every command with keys, and in a browser only those that the browser leaves', () => {
    const labels = (host: 'electron' | 'browser') =>
      shortcutGroups(host).flatMap(({ shortcuts }) => shortcuts.map(({ label }) => label));
    for (const command of COMMAND_NAMES) {
      const { label, keys, inBrowser } = COMMANDS[command];
      const shown = label.replace('…', '');
      if (keys !== undefined) expect(labels('electron')).toContain(shown);
      if (keys !== undefined && inBrowser !== true) expect(labels('browser')).not.toContain(shown);
    }
  });
});
