import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderApp } from '../../testing/render.tsx';
import { summaryOf } from './what-if.tsx';

afterEach(cleanup);

const totals = { gained: 0, lost: 0, people_gaining: 0, people_losing: 0, apps_gained: 0, apps_lost: 0 };
const simulation = (some: Partial<typeof totals>) => ({
  gained: [],
  lost: [],
  totals: { ...totals, ...some },
  silo_openings: { count: 0, listed: [] },
});

it('says in one sentence who gains and who loses', () => {
  expect(summaryOf(simulation({}))).toBe('Nobody’s access changes.');
  expect(summaryOf(simulation({ lost: 9, people_losing: 3, apps_lost: 5 }))).toBe(
    '3 people lose access to 5 apps, nobody gains.',
  );
  expect(summaryOf(simulation({ gained: 1, people_gaining: 1, apps_gained: 1 }))).toBe(
    '1 person gains access to 1 app, nobody loses.',
  );
  expect(summaryOf(simulation({ gained: 1, people_gaining: 1, lost: 2, people_losing: 2, apps_lost: 1 }))).toBe(
    '2 people lose access to 1 app; 1 person gains access in the organization.',
  );
});

async function askToDelete(team: string, scenario = {}) {
  const { bridge } = await renderApp('/o/radiology-ag/teams', { members: 12, ...scenario });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: `Actions for ${team}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
  return bridge;
}

it('shows what deleting a team takes away before it is deleted', async () => {
  const bridge = await askToDelete('Radiology');
  const look = await screen.findByRole('region', { name: 'What this changes' });
  expect(await screen.findByText(/lose access to 6 apps, nobody gains\.$/)).toBeTruthy();
  expect(look.textContent).toContain('Chest X-ray');
  const asked = bridge.calls.find(({ input }) => input.route === 'access.simulate');
  expect(asked?.input.input).toMatchObject({ body: { changes: [{ type: 'delete_team', team_id: 'radiology' }] } });
  expect(bridge.calls.some(({ input }) => input.route === 'teams.delete')).toBe(false);
});

it('does not stand in the way where it fails', async () => {
  await askToDelete('Radiology', { failures: { 'access.simulate': { name: 'internal', message: 'it broke' } } });
  expect(await screen.findByText(/could not be worked out\. It broke\./)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Delete team' })).toBeTruthy();
});
