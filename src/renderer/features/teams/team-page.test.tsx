import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

const TEAM = '/o/radiology-ag/teams/radiology';

afterEach(() => {
  cleanup();
  toast.dismiss();
});

const memberIds = (sent: unknown[]) => (sent as { body: { user_ids: string[] } }[]).map(({ body }) => body.user_ids);

describe('the members of a team', () => {
  it('adds several of ten thousand with the keyboard alone, and undoes it', async () => {
    const { user, sent } = await open(TEAM, { members: 10_000 });
    await user.click(await screen.findByRole('button', { name: 'Add members…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add members to Radiology' });
    await waitFor(() => expect(within(dialog).getByPlaceholderText('Search 8,000 people')).toBeTruthy());
    await user.keyboard('grace liskov{ArrowDown} {Shift>}{ArrowDown}{/Shift}');
    expect(within(dialog).getByText('2 selected')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Add 2 people' }));
    expect(await screen.findByText('Added 2 people to Radiology.')).toBeTruthy();
    const [added = []] = memberIds(sent('team_members.add'));
    expect(added.every((id) => id.startsWith('grace-liskov'))).toBe(true);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(memberIds(sent('team_members.remove'))).toEqual([added]));
  });

  it('removes somebody after a look at what they lose', async () => {
    const { user, sent, choose } = await open(TEAM);
    await choose('Barbara Thompson', 'Remove from team…');
    const dialog = await screen.findByRole('alertdialog', { name: 'Remove Barbara Thompson from Radiology?' });
    expect(await within(dialog).findByText(/^1 person loses access to \d apps?, nobody gains\.$/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Remove 1 person' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: /Barbara Thompson/ })).toBeNull());
    expect(memberIds(sent('team_members.remove'))).toEqual([['barbara-thompson-5']]);
  });

  it('keeps the dialog and says why when the server refuses', async () => {
    const error = { name: 'forbidden', message: 'a silo binds you' } as const;
    const { user, choose } = await open(TEAM, { failures: { 'team_members.remove': error } });
    await choose('Barbara Thompson', 'Remove from team…');
    await user.click(await screen.findByRole('button', { name: 'Remove 1 person' }));
    expect((await screen.findByText(/A silo binds you\./)).closest('[role=alertdialog]')).toBeTruthy();
  });
});

describe('the apps of a team', () => {
  const row = (name: string) => screen.findByRole('row', { name: new RegExp(name) });

  it('gives an app a permission of its own, and lets the default hold again', async () => {
    const { user, sent, choose } = await open(`${TEAM}?tab=apps`);
    expect((await row('Chest X-ray')).textContent).toContain('Default: Model Trainer');
    await choose('Chest X-ray', 'Labeler Lead');
    await waitFor(async () => expect((await row('Chest X-ray')).textContent).toContain('Labeler Lead'));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect((await row('Chest X-ray')).textContent).toContain('Default: Model Trainer'));
    expect(sent('team_apps.update')).toMatchObject([
      { body: { apps: [{ app_id: 'chest-x-ray', permission_id: 'labeler_lead' }] } },
      { body: { apps: [{ app_id: 'chest-x-ray', permission_id: null }] } },
    ]);
  });

  it('adds apps with one permission for all of them', async () => {
    const { user, sent } = await open(`${TEAM}?tab=apps`);
    await user.click(await screen.findByRole('button', { name: 'Add apps…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add apps to Radiology' });
    await user.selectOptions(within(dialog).getByLabelText('Permission on these apps'), 'full_access');
    const grid = await within(dialog).findByRole('grid');
    act(() => grid.focus());
    await user.keyboard('{Control>}a{/Control}');
    await user.click(within(dialog).getByRole('button', { name: 'Add 5 apps' }));
    await waitFor(() => expect(sent('team_apps.add')).toHaveLength(1));
    const [{ body }] = sent('team_apps.add') as [{ body: { apps: { permission_id: string }[] } }];
    expect(body.apps.map(({ permission_id }) => permission_id)).toEqual(Array(5).fill('full_access'));
  });
});

it('follows the team to its new id', async () => {
  const { user, path, sent } = await open(TEAM);
  await user.click(await screen.findByRole('button', { name: 'Actions for team Radiology' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Edit team…' }));
  const id = await screen.findByLabelText('Id');
  await user.clear(id);
  await user.type(id, 'imaging');
  await user.click(screen.getByRole('button', { name: 'Save team' }));
  await waitFor(() => expect(path()).toBe('/o/radiology-ag/teams/imaging'));
  expect(sent('teams.update')).toMatchObject([{ body: { teams: [{ id: 'radiology', new_id: 'imaging' }] } }]);
});

it('says that there is no such team', async () => {
  await open('/o/radiology-ag/teams/nobody');
  expect(await screen.findByText('There is no team nobody')).toBeTruthy();
});
