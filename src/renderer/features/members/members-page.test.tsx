import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scenario } from '../../testing/fake-bridge.ts';
import { renderApp } from '../../testing/render.tsx';
import { usePendingChanges } from './pending-changes.ts';

// jsdom has no pointer capture, which the toasts use.
Element.prototype.setPointerCapture ??= () => {};

afterEach(() => {
  cleanup();
  toast.dismiss();
  usePendingChanges.setState({ byOrg: {} });
});

const MEMBERS = '/o/radiology-ag/members';

async function open(at: string, scenario: Scenario = {}) {
  const { bridge } = await renderApp(at, { members: 3, ...scenario });
  const sent = (route: string) =>
    bridge.calls
      .filter(({ method, input }) => method === 'api.call' && input.route === route && input.from !== 'cache')
      .map(({ input }) => input.input);
  return { bridge, sent };
}

const row = (name: RegExp) => screen.findByRole('row', { name });
const cell = async (name: RegExp) => within(await row(name)).getAllByRole('gridcell')[1] as HTMLElement;

async function choose(who: RegExp, entry: string) {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await user.pointer({ keys: '[MouseRight]', target: await cell(who) });
  await user.click(await screen.findByRole('menuitem', { name: entry }));
  return user;
}

describe('MembersPage', () => {
  it('changes a role at once, says so, and undoes it', async () => {
    const { bridge, sent } = await open(MEMBERS);
    const before = bridge.data.members[1]?.role_id;
    const user = await choose(/Grace/, 'Team Contributor');
    expect(within(await row(/Grace/)).getByText('Team Contributor')).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(bridge.data.members[1]?.role_id).toBe(before));
    await waitFor(async () => expect(within(await row(/Grace/)).queryByText('Team Contributor')).toBeNull());
    const id = bridge.data.members[1]?.user.id;
    expect(sent('members.update')).toMatchObject([
      { body: { members: [{ user_id: id, role_id: 'team_contributor' }] } },
      { body: { members: [{ user_id: id, role_id: before }] } },
    ]);
  });

  it('takes a refused change back and says why', async () => {
    const message = 'An organization always keeps at least one admin.';
    await open(MEMBERS, { failures: { 'members.update': { name: 'invalid', message } } });
    await choose(/Grace/, 'Team Contributor');
    expect(await screen.findByText(/always keeps at least one admin/)).toBeTruthy();
    expect(within(await row(/Grace/)).queryByText('Team Contributor')).toBeNull();
  });

  it('adds several to a team at once', async () => {
    const { bridge, sent } = await open(MEMBERS);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.click(within(await row(/Grace/)).getByRole('checkbox'));
    await user.click(within(await row(/Alan/)).getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Add to teams…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add 2 members to teams' });
    await user.click(await within(dialog).findByText('Clinical research'));
    await user.click(within(dialog).getByRole('button', { name: 'Add to 1 team' }));
    await waitFor(() => expect(sent('team_members.add')).toHaveLength(1));
    const ids = bridge.data.members.slice(1, 3).map(({ user: { id } }) => id);
    expect(sent('team_members.add')).toMatchObject([
      { params: { team_id: 'clinical-research' }, body: { user_ids: [...ids].reverse() } },
    ]);
  });

  it('removes several after naming them', async () => {
    const { bridge, sent } = await open(MEMBERS);
    const ids = bridge.data.members.slice(1).map(({ user }) => user.id);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.click(await screen.findByRole('checkbox', { name: /Select Grace/ }));
    await user.click(screen.getByRole('checkbox', { name: /Select Alan/ }));
    await user.click(screen.getByRole('button', { name: 'Remove…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Remove 2 members from Radiology AG?' });
    expect(dialog.textContent).toMatch(/Grace/);
    await user.click(within(dialog).getByRole('button', { name: 'Remove 2 members' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: /Grace/ })).toBeNull());
    const [call] = sent('members.remove') as { body: { user_ids: string[] } }[];
    expect(call?.body.user_ids.toSorted()).toEqual(ids.toSorted());
  });

  it('reads search, order and role from the address', async () => {
    const { bridge } = await open(`${MEMBERS}?search=ada`);
    expect(bridge.data.members).toHaveLength(3);
    await row(/Ada/);
    expect(screen.queryByRole('row', { name: /Grace/ })).toBeNull();
    expect(screen.getByRole('textbox', { name: /Search/ })).toHaveProperty('value', 'ada');
  });

  it('says why something is not offered', async () => {
    await open('/o/nimbus-retail/members');
    await row(/Ada/);
    const button = screen.getByRole('button', { name: 'Invite…' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toContain('Only people who manage members can do this.');
  });

  it('refuses changes offline with the reason beside the button', async () => {
    await open(MEMBERS, { offline: true });
    await row(/Ada/);
    const button = screen.getByRole('button', { name: 'Invite…' });
    expect(button.getAttribute('aria-description')).toContain('You are offline');
  });

  it('rescinds an invitation after asking, and hides it at once', async () => {
    const { bridge, sent } = await open(`${MEMBERS}?tab=invitations`);
    const [first] = bridge.data.invitations;
    const address = new RegExp((first?.email ?? '').replaceAll('.', '\\.'));
    const user = await choose(address, 'Rescind…');
    await user.click(await screen.findByRole('button', { name: 'Rescind invitation' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: address })).toBeNull());
    expect(sent('invitations.cancel')).toMatchObject([{ body: { ids: [first?.id] } }]);
  });
});
