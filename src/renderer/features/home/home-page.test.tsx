import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderApp } from '../../testing/render.tsx';

afterEach(cleanup);

it('shows an admin the members by role as links, usage, and the same numbers as a table', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await renderApp('/o/radiology-ag');
  const roles = await screen.findByRole('region', { name: 'Members by role' });
  const link = within(roles).getByRole('link', { name: /^Admin/ });
  expect(link.getAttribute('href')).toContain('role=admin');
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  expect(screen.getByRole('table', { name: 'Usage by category and month' })).toBeTruthy();
});

it('shows what the month costs, what it compares to, and nothing of it to a role that may not see money', async () => {
  await renderApp('/o/radiology-ag');
  expect(await screen.findByText('$1,269.15')).toBeTruthy();
  expect(screen.getByText('-10% vs. first 23 days of Oct')).toBeTruthy();
  expect(screen.getByText('Likely $1,500–$1,800')).toBeTruthy();
  cleanup();
  await renderApp('/o/nimbus-retail');
  expect(await screen.findByText('Spent this month')).toBeTruthy();
  expect(screen.queryByText(/\$/)).toBeNull();
});

it('explains to a restricted role what it does not see, and why', async () => {
  await renderApp('/o/nimbus-retail');
  expect(await screen.findByText(/Only admins and financial managers see what the organization uses/)).toBeTruthy();
  expect(screen.getByText(/Only people who manage members see who is invited/)).toBeTruthy();
  expect(screen.getByText(/Only admins see who changed what/)).toBeTruthy();
  expect(screen.getAllByText('Not shown to your role').length).toBeGreaterThan(0);
});

it('shows what went wrong, with a way to try again', async () => {
  await renderApp('/o/radiology-ag', {
    failures: { 'organizations.home': { name: 'timeout', message: 'No answer in time', req_id: 'req-1' } },
  });
  expect(await screen.findByText('The server took too long')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
