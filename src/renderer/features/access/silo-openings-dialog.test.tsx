import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { readOpenings } from '../../lib/openings.ts';
import { renderApp } from '../../testing/render.tsx';

afterEach(() => {
  cleanup();
  readOpenings();
});

it('tells after any change what it opened of silos, once', async () => {
  const openings = { count: 1, listed: [{ user_id: 'grace-allen-1', app_id: 'chest-x-ray', silo_ids: ['health'] }] };
  await renderApp('/o/radiology-ag/teams/radiology?tab=apps', { members: 3, openings });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Actions for Chest X-ray' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Full Access' }));
  const dialog = await screen.findByRole('dialog', { name: 'This change opened what silos kept closed' });
  expect(await within(dialog).findByText('Grace Allen')).toBeTruthy();
  expect(within(dialog).getByText('Chest X-ray')).toBeTruthy();
  await user.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement);
  expect(screen.queryByRole('dialog')).toBeNull();
});
