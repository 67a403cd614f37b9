import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { formatNumber, relativeTime } from '../../lib/format.ts';
import { setLocale } from '../../lib/locale.ts';
import { renderApp } from '../../testing/render.tsx';
import { cacheText } from './cache-section.tsx';
import { localeOptions, localeSample } from './locales.ts';
import { updateText } from './updates-section.tsx';

afterEach(() => {
  cleanup();
  setLocale('system');
});

const open = async (scenario = {}) => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderApp('/settings', scenario);
  await screen.findByRole('heading', { name: 'Appearance' });
  return { user, bridge };
};

describe('the settings', () => {
  it('are kept as soon as they are chosen', async () => {
    const { user, bridge } = await open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'dark');
    await user.selectOptions(screen.getByRole('combobox', { name: 'First page' }), 'invitations');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Keep at most' }), '500');
    await waitFor(() =>
      expect(bridge.state().settings).toMatchObject({
        theme: 'dark',
        start_page: 'invitations',
        cache: { megabytes: 500, days: 90 },
      }),
    );
  });

  it('show how the chosen locale writes numbers and dates', async () => {
    const { user } = await open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Numbers and dates' }), 'de-CH');
    const chosen = await screen.findByRole('combobox', { name: 'Numbers and dates' });
    await waitFor(() => expect(chosen).toHaveProperty('value', 'de-CH'));
    expect(document.body.textContent).toContain(localeSample('de-CH'));
  });

  it('refuse an address of a proxy that cannot be, and try a good one', async () => {
    const { user, bridge } = await open({ accounts: 2 });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Proxy' }), 'manual');
    const address = screen.getByRole('textbox', { name: 'Address of the proxy' });
    await user.type(address, 'http://ada:pw@proxy.example:3128');
    await user.click(screen.getByRole('button', { name: 'Use it' }));
    expect(await screen.findByText('It must not contain a user name or password.')).toBeTruthy();
    expect(bridge.state().settings.proxy).toEqual({ mode: 'system' });
    await user.clear(address);
    await user.type(address, 'proxy.example:3128');
    await user.click(screen.getByRole('button', { name: 'Try' }));
    expect(await screen.findByText(/^It works:/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use it' }));
    const expected = { mode: 'manual', url: 'http://proxy.example:3128' };
    await waitFor(() => expect(bridge.state().settings.proxy).toEqual(expected));
  });

  it('list the accounts and ask before one goes', async () => {
    const { user, bridge } = await open({ accounts: 2 });
    const section = screen.getByRole('region', { name: 'Accounts' });
    expect(within(section).getAllByRole('listitem')).toHaveLength(2);
    await user.click(within(section).getByRole('button', { name: /Sign out of steward-1/ }));
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(bridge.state().accounts).toHaveLength(1));
  });

  it('clear what is kept, and say what is left', async () => {
    const { user } = await open();
    expect(await screen.findByText('3.4 MB in 212 answers.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear…' }));
    await user.click(await screen.findByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('Nothing is kept.')).toBeTruthy();
  });

  it('say why a certificate was not taken', async () => {
    const { user } = await open({
      methodFailures: { 'certificates.add': { name: 'invalid', message: 'This is no certificate in PEM format.' } },
    });
    const input = screen.getByLabelText('File with a certificate');
    await user.upload(input, new File(['x'], 'ca.pem'));
    expect(await screen.findByText(/This is no certificate in PEM format/)).toBeTruthy();
  });
});

it('every state of the updater and of the cache has a sentence', () => {
  for (const state of ['off', 'idle', 'checking', 'downloading', 'ready', 'failed'] as const)
    expect(updateText({ state, version: '2.0.0', problem: null })).toMatch(/^[A-Z].*[.…]$/);
  expect(cacheText({ bytes: 10, entries: 1, dropped: 0, problem: null })).toBe('0.1 MB in 1 answer.');
});

it('what is formatted follows the locale, also where its formatter was made before', () => {
  // Noon where the test runs: dates are shown in the person's zone.
  const noon = new Date(2020, 2, 4, 12).toISOString();
  setLocale('de-DE');
  expect([formatNumber(1_234_567), relativeTime(noon)]).toEqual(['1.234.567', '4. März 2020']);
  setLocale('en-US');
  expect([formatNumber(1_234_567), relativeTime(noon)]).toEqual(['1,234,567', 'Mar 4, 2020']);
});

it('a locale that is set but not offered stays a choice', () => {
  expect(localeOptions('gsw-CH').map(({ value }) => value)).toContain('gsw-CH');
  expect(localeOptions('system').filter(({ value }) => value === 'system')).toHaveLength(1);
});
