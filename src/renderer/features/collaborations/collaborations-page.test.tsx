import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

afterEach(cleanup);

it("lists others' apps with what one may do there, and ends one's own part", async () => {
  const { user, sent, choose } = await open('/collaborations');
  const row = await screen.findByRole('row', { name: /Ward cameras/ });
  expect(row.textContent).toContain('Quarry Films');
  expect(row.textContent).toContain('Reading; train models');
  await choose('Ward cameras', 'End collaboration…');
  await user.click(await screen.findByRole('button', { name: 'End collaboration' }));
  await waitFor(() => expect(sent('collaborators.remove')).toHaveLength(1));
  expect(sent('collaborators.remove')).toMatchObject([
    { params: { user_id: 'quarry-films', app_id: 'ward-cameras' }, body: { ids: ['ada'] } },
  ]);
});

it("opens an app of somebody else from an organization's collaborations", async () => {
  const { user, path } = await open('/o/radiology-ag/collaborations');
  await user.click(await screen.findByText('Ward cameras'));
  await waitFor(() => expect(path()).toBe('/o/radiology-ag/apps/ward-cameras'));
  expect(await screen.findByText(/Nobody has described this app yet/)).toBeTruthy();
});
