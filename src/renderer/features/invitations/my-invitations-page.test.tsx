import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderApp } from '../../testing/render.tsx';

afterEach(cleanup);

it('accepts an invitation and leads on to the organization', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderApp('/invitations', { myInvitations: 1 });
  const name = bridge.data.mine[0]?.organization.name ?? '';
  await user.click(await screen.findByRole('button', { name: `Accept ${name}` }));
  expect(await screen.findByRole('link', { name: `Open ${name}` })).toBeTruthy();
  expect(bridge.data.mine).toEqual([]);
});

it('declines after asking', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderApp('/invitations', { myInvitations: 1 });
  const name = bridge.data.mine[0]?.organization.name ?? '';
  await user.click(await screen.findByRole('button', { name: `Decline ${name}` }));
  expect(bridge.data.mine).toHaveLength(1);
  await user.click(await screen.findByRole('button', { name: 'Decline invitation' }));
  await waitFor(() => expect(bridge.data.mine).toEqual([]));
  expect(await screen.findByText('No invitation is waiting for you')).toBeTruthy();
});
