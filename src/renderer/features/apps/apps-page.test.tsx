import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

const APPS = '/o/radiology-ag/apps';

afterEach(() => {
  cleanup();
  toast.dismiss();
});

describe('AppsPage', () => {
  it('shows cards when somebody likes them, also the next time', async () => {
    const { user, bridge } = await open(APPS);
    await user.click(await screen.findByRole('button', { name: 'Show as cards' }));
    expect(await screen.findByRole('link', { name: 'Chest X-ray' })).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
    cleanup();
    await open(APPS, { settings: bridge.state().settings });
    expect(await screen.findByRole('button', { name: 'Show as list' })).toBeTruthy();
  });

  it('stars for the person whose app it is', async () => {
    const { user, sent } = await open(APPS);
    await user.click(await screen.findByRole('button', { name: 'Star Chest X-ray, 0 in all' }));
    expect(await screen.findByRole('button', { name: 'Starred Chest X-ray, 1 in all' })).toBeTruthy();
    expect(sent('stars.add')).toEqual([
      { params: { user_id: 'ada' }, body: { targets: [{ app: { id: 'chest-x-ray', user_id: 'radiology-ag' } }] } },
    ]);
  });

  it('creates an app with a label and opens it', async () => {
    const { user, sent, path } = await open(APPS);
    await user.click(await screen.findByRole('button', { name: 'Create app…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create an app' });
    await user.type(within(dialog).getByLabelText('Name'), 'Bone age');
    await user.click(within(dialog).getByRole('button', { name: 'Add label HIPAA' }));
    await user.type(within(dialog).getByLabelText('Add a label'), 'iso-27001{Enter}');
    await user.click(within(dialog).getByRole('button', { name: 'Create app' }));
    await waitFor(() => expect(path()).toBe(`${APPS}/bone-age`));
    const [{ body }] = sent('apps.create') as [{ body: { apps: unknown[] } }];
    expect(body.apps).toMatchObject([
      { id: 'bone-age', visibility: { gettable: 10 }, compliance_labels: ['HIPAA', 'ISO-27001'] },
    ]);
  });

  it('hides a column, and remembers that', async () => {
    const { user, bridge } = await open(APPS);
    await user.click(await screen.findByRole('button', { name: 'Choose columns' }));
    await user.click(await screen.findByRole('menuitem', { name: /Labels/ }));
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Labels' })).toBeNull());
    cleanup();
    await open(APPS, { settings: bridge.state().settings });
    expect(await screen.findByRole('columnheader', { name: 'Visibility' })).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: 'Labels' })).toBeNull();
  });

  it("lists the person's own apps outside of organizations", async () => {
    const { user, path } = await open('/apps');
    await user.dblClick(await screen.findByText('Pathology slides'));
    await waitFor(() => expect(path()).toBe('/apps/pathology-slides'));
    // A person's app has no teams, and nobody's access list.
    expect(await screen.findByRole('tab', { name: 'Collaborators' })).toBeTruthy();
    expect(screen.queryByRole('tab', { name: 'Teams' })).toBeNull();
  });
});

it('keeps what was typed when the list turns out to be empty', async () => {
  const { user, bridge } = await open(APPS, { apps: 0, held: (route) => route === 'apps.list' });
  await user.click(await screen.findByRole('button', { name: 'Create app…' }));
  await user.type(await screen.findByLabelText('Name'), 'Bone age');
  bridge.release();
  expect(await screen.findByText('No app that you can reach')).toBeTruthy();
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Bone age');
});
