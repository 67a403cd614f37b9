import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

const TEAMS = '/o/radiology-ag/teams';

afterEach(() => {
  cleanup();
  toast.dismiss();
});

describe('TeamsPage', () => {
  it('creates a team, with an id that follows the name, and opens it', async () => {
    const { user, sent, path } = await open(TEAMS);
    await user.click(await screen.findByRole('button', { name: 'Create team…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create a team' });
    await user.type(within(dialog).getByLabelText('Name'), 'Zürich Night Shift');
    expect(within(dialog).getByLabelText('Id')).toHaveProperty('value', 'zuerich-night-shift');
    await user.selectOptions(within(dialog).getByLabelText('Default permission'), 'labeler_lead');
    await user.click(within(dialog).getByRole('button', { name: 'Create team' }));
    await waitFor(() => expect(path()).toBe(`${TEAMS}/zuerich-night-shift`));
    const team = { id: 'zuerich-night-shift', name: 'Zürich Night Shift', default_permission_id: 'labeler_lead' };
    expect(sent('teams.create')).toMatchObject([{ body: { teams: [team] } }]);
    expect(await screen.findByText('Nobody is in this team yet')).toBeTruthy();
  });

  it('shows what the server refuses at its field', async () => {
    const details = [{ field: 'body.teams.0.id', message: 'is taken' }];
    const error = { name: 'duplicate', message: 'A team with this id exists', details } as const;
    const { user } = await open(TEAMS, { failures: { 'teams.create': error } });
    await user.click(await screen.findByRole('button', { name: 'Create team…' }));
    await user.type(screen.getByLabelText('Name'), 'Radiology');
    await user.click(screen.getByRole('button', { name: 'Create team' }));
    await waitFor(() => expect(screen.getByLabelText('Id').getAttribute('aria-invalid')).toBe('true'));
    expect(screen.getByText('It is taken.')).toBeTruthy();
  });

  it('filters by default permission, in the address, and offers all again', async () => {
    const { user } = await open(`${TEAMS}?permission=full_access`);
    expect(await screen.findByRole('row', { name: /Clinical research/ })).toBeTruthy();
    expect(screen.queryByRole('row', { name: /Radiology/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Remove the filter Default permission is Full Access' }));
    expect(await screen.findByRole('row', { name: /Radiology/ })).toBeTruthy();
  });

  it('wants the id typed before a large team is deleted', async () => {
    const { user, sent, choose } = await open(TEAMS, { members: 200 });
    await choose('Radiology', 'Delete…');
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete team Radiology?' });
    expect(within(dialog).getByText(/^Ends 40 memberships and the access to 6 apps/)).toBeTruthy();
    const button = within(dialog).getByRole('button', { name: 'Delete team' });
    expect(button).toHaveProperty('disabled', true);
    await user.type(within(dialog).getByLabelText('Type radiology to confirm'), 'radiology');
    await user.click(button);
    await waitFor(() => expect(screen.queryByRole('row', { name: /Radiology/ })).toBeNull());
    expect(sent('teams.delete')).toMatchObject([{ body: { ids: ['radiology'] } }]);
  });

  it('is listed for a role that may not see it, and says which roles may', async () => {
    const { sent } = await open('/o/verdant-farms/teams', { organizations: 4 });
    expect(await screen.findByRole('heading', { name: 'You may not see teams' })).toBeTruthy();
    expect(screen.getByText(/^Your role, Financial Manager, does not show them; Admin, Organization/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Teams' })).toBeTruthy();
    expect(sent('teams.list')).toEqual([]);
  });
});
