// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../../testing/render.tsx';
import { makeOrganization } from '../../../testing/world.ts';
import { makeOverview } from '../../../testing/world-overview.ts';
import { fleetCsv } from './fleet-csv.ts';
import type { FleetRow } from './fleet-row.ts';
import { totalsOf } from './fleet-totals.ts';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const FLEET = '/organizations?tab=fleet';
const rowsOf = (count: number): FleetRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...makeOverview(makeOrganization(index), index),
    account: { id: 'a', label: 'Local workspace' },
    asOf: Date.UTC(2026, 10, 24),
    gaps: index % 2 === 0 ? [{ about: 'tokens', text: 'Tokens need no expiry.' }] : [],
  }));
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent);
const stat = (label: RegExp) => screen.getByText(label, { selector: 'dt' }).closest('div')?.textContent ?? '';

describe('the figures', () => {
  it('add up exactly, each currency for itself, and say what they leave out', () => {
    const totals = totalsOf(rowsOf(8));
    const [usd, chf] = totals.money;
    // Of eight, those of an admin or a financial manager: 0, 1, 4, 5 and 3, 7; 3 bills in francs.
    expect(usd).toMatchObject({ currency: 'USD', organizations: 5 });
    expect(usd?.spent).toBe(String(1_234_567_890n * (1n + 2n + 5n + 6n + 8n)));
    expect(chf).toMatchObject({ currency: 'CHF', organizations: 1, spent: String(1_234_567_890n * 4n) });
    expect(totals.hidden).toBe(2);
    expect(totals.withGaps).toBe(4);
  });

  it('go into a file that is safe to open, with exact amounts and nothing that is not shown', () => {
    const [first, , third] = rowsOf(3);
    if (first === undefined || third === undefined) throw new Error('no rows');
    const evil = { ...first, organization: { ...first.organization, name: '=HYPERLINK("x")' } };
    const { data } = Papa.parse<Record<string, string>>(fleetCsv([evil, third]), { header: true });
    expect(data[0]).toMatchObject({
      name: '\'=HYPERLINK("x")',
      spent: '1234.567890',
      currency: 'USD',
      policy_gaps: '1',
    });
    expect(data[1]).toMatchObject({ spent: '', currency: '', expiring_within_two_days: '' });
  });
});

describe('organizations side by side', () => {
  it('sorts, filters and adds up what is shown', async () => {
    await renderApp(FLEET, { organizations: 8 });
    await waitFor(() => expect(names()).toHaveLength(8));
    expect(names()).toEqual(names().toSorted((one, other) => String(one).localeCompare(String(other))));
    await userEvent.click(screen.getByRole('button', { name: /^People/ }));
    await userEvent.click(screen.getByRole('button', { name: /^People/ }));
    expect(names()[0]).toContain('Radiology AG');
    expect(stat(/^People$/)).toContain('8 organizations');
    await userEvent.type(screen.getByLabelText('Search organizations'), 'radiology');
    await waitFor(() => expect(names()).toHaveLength(1));
    expect(stat(/^Spent this month/)).toContain('1,234.57');
  });

  it('opens the details, names each gap, and leads to where it is closed', async () => {
    const { path } = await renderApp(FLEET, { organizations: 3 });
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.click(screen.getByText('Radiology AG', { selector: 'bdi' }));
    const panel = await screen.findByRole('complementary', { name: 'Radiology AG' });
    await userEvent.click(within(panel).getByRole('button', { name: 'Tokens need no expiry.' }));
    await waitFor(() => expect(path()).toBe('/o/radiology-ag/security'));
    expect(await screen.findByRole('tab', { name: 'Tokens', selected: true })).toBeTruthy();
  });

  it('leads from a figure to its page', async () => {
    const { path } = await renderApp(FLEET, { organizations: 3 });
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.click(screen.getByTitle('Spend of Radiology AG'));
    await waitFor(() => expect(path()).toBe('/o/radiology-ag/costs'));
  });

  it('takes one organization as the model, and its own rules have no gap there', async () => {
    const { bridge } = await renderApp(FLEET, { organizations: 3 });
    await waitFor(() => expect(names()).toHaveLength(3));
    await userEvent.click(screen.getByRole('button', { name: 'Baseline…' }));
    await userEvent.selectOptions(await screen.findByLabelText('Taken from'), 'As in Harbor Logistics');
    await userEvent.click(screen.getByRole('button', { name: 'Save baseline' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const baseline = { from: 'organization', account_id: 'account-0', organization_id: 'harbor-logistics' };
    expect(bridge.state().settings.baseline).toEqual(baseline);
    const row = screen.getByText('Harbor Logistics', { selector: 'bdi' }).closest('[role=row]');
    expect(within(row as HTMLElement).getByText('None', { selector: 'span span' })).toBeTruthy();
  });

  it('refuses rules that are none', async () => {
    await renderApp(FLEET, { organizations: 1 });
    await userEvent.click(await screen.findByRole('button', { name: 'Baseline…' }));
    const days = await screen.findByLabelText('Longest life in days');
    await userEvent.clear(days);
    expect(screen.getByText('Correct the rules first.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save baseline' }).disabled).toBe(true);
  });

  it('goes into the account that an organization is in', async () => {
    const { bridge, path } = await renderApp(FLEET, { accounts: 2, organizations: 1 });
    await waitFor(() => expect(names()).toHaveLength(2));
    const [, other] = screen.getAllByTitle('Members of Radiology AG');
    await userEvent.click(other as HTMLElement);
    await waitFor(() => expect(path()).toBe('/o/radiology-ag/members'));
    expect(bridge.state().active_account_id).toBe('account-1');
  });

  it('shows what was kept, with its age, while there is no connection', async () => {
    await renderApp(FLEET, { organizations: 2, offline: true });
    await waitFor(() => expect(names()).toHaveLength(2));
    expect(screen.getAllByText('3 hours ago').length).toBeGreaterThanOrEqual(2);
  });

  it('says which account did not answer, and why there is nothing', async () => {
    const error = { name: 'internal', message: 'The server had a problem.' } as const;
    await renderApp(FLEET, { organizations: 2, failures: { 'organizations.overview': error } });
    expect(await screen.findByText(/The server had a problem/)).toBeTruthy();
    cleanup();
    await renderApp(FLEET, { organizations: 0 });
    expect(await screen.findByRole('heading', { name: 'No organization yet' })).toBeTruthy();
  });
});
