import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { MAX_PINNED_CHARTS } from '../../../contract/vocabulary.ts';
import { renderApp } from '../../testing/render.tsx';

afterEach(cleanup);

const HOME = '/o/radiology-ag';
const pinned = (...views: Record<string, string>[]) => ({
  settings: {
    pinned_charts: [
      { account_id: 'account-0', organization_id: 'radiology-ag', charts: views.map((search) => ({ search })) },
    ],
  },
});
const byApp = { by: 'app', show: 'bars', period: 'month' };
const byTeam = { by: 'team', show: 'lines', period: 'quarter' };
const titles = async () => (await screen.findAllByRole('heading', { level: 3 })).map(({ textContent }) => textContent);

it('keeps what of a view makes its chart, and unpins it where it was pinned', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderApp(
    `${HOME}/costs?by=app&show=lines&app=bone-age&period=week&open=bone-age&sort=-cost`,
  );
  const pin = () => screen.findByRole('button', { name: 'Pin to home' });
  // The page and its library of charts are read when they are first opened.
  await waitFor(async () => expect((await pin()).ariaDisabled).toBeNull());
  await user.click(await pin());
  expect(await screen.findByRole('button', { name: 'Unpin' })).toBeTruthy();
  const [one] = bridge.state().settings.pinned_charts;
  expect(one).toEqual({
    account_id: 'account-0',
    organization_id: 'radiology-ag',
    charts: [{ search: { by: 'app', show: 'lines', period: 'week', app: 'bone-age' } }],
  });
  await user.click(screen.getByRole('button', { name: 'Unpin' }));
  await waitFor(() => expect(bridge.state().settings.pinned_charts[0]?.charts).toEqual([]));
});

it('stands on home, can be moved and taken off, and leads back to its view', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { path } = await renderApp(HOME, pinned(byApp, byTeam));
  await waitFor(async () => expect(await titles()).toEqual(['Costs by app', 'Costs by team']));
  await user.click(screen.getByRole('button', { name: 'Actions for Costs by app' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Move forward' }));
  await waitFor(async () => expect(await titles()).toEqual(['Costs by team', 'Costs by app']));
  await user.click(screen.getByRole('button', { name: 'Actions for Costs by team' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Unpin' }));
  await waitFor(async () => expect(await titles()).toEqual(['Costs by app']));
  await user.click(screen.getByRole('link', { name: 'Costs by app' }));
  await waitFor(() => expect(path()).toBe(`${HOME}/costs`));
});

it('says to whom the charts are shown, where they are not', async () => {
  const { bridge } = await renderApp('/o/nimbus-retail', {
    settings: {
      pinned_charts: [{ account_id: 'account-0', organization_id: 'nimbus-retail', charts: [{ search: byApp }] }],
    },
  });
  const section = await screen.findByRole('region', { name: 'Pinned charts' });
  expect(within(section).getByText(/Only admins and financial managers see that/)).toBeTruthy();
  expect(bridge.calls.filter(({ input }) => String(input.route).startsWith('costs.'))).toEqual([]);
});

it('says why nothing more can be pinned', async () => {
  const many = Array.from({ length: MAX_PINNED_CHARTS }, (_, index) => ({ ...byApp, app: `app-${index}` }));
  await renderApp(`${HOME}/costs`, pinned(...many));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Pin to home' }).getAttribute('aria-description')).toMatch(
      /Unpin one first/,
    ),
  );
});
