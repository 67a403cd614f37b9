import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

afterEach(cleanup);

it('opens what is starred in its own place, and removes a star', async () => {
  const { user, sent, path } = await open('/starred?kind=model', { apps: 2, content: 1 });
  const rows = () => screen.queryAllByRole('row', { name: /nodule detector/ }).length;
  await waitFor(() => expect(rows()).toBeGreaterThan(0));
  const before = rows();
  const [first] = await screen.findAllByRole('button', { name: 'Actions for nodule detector' });
  await user.click(first as HTMLElement);
  await user.click(await screen.findByRole('menuitem', { name: 'Unstar' }));
  await waitFor(() => expect(rows()).toBeLessThan(before));
  expect(sent('stars.remove')).toMatchObject([{ params: { user_id: 'ada' }, body: { targets: [{ model: {} }] } }]);
  const [row] = await screen.findAllByText('nodule detector');
  await user.click(row as HTMLElement);
  await waitFor(() => expect(path()).toMatch(/^\/apps\//));
  expect((await screen.findByRole('tab', { name: 'Models' })).getAttribute('aria-selected')).toBe('true');
});
