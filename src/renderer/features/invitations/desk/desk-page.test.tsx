import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Scenario } from '../../../testing/fake-bridge.ts';
import { renderApp } from '../../../testing/render.tsx';
import { useInviteJobs } from '../jobs/invite-jobs.ts';
import { clearDesk } from './desk-store.ts';

beforeEach(() => {
  clearDesk('account-0', 'radiology-ag');
  useInviteJobs.setState({ jobs: null });
});
afterEach(cleanup);

const LIST = ['ada@lab.org', 'Alan Turing <alan@lab.org>', 'ALAN@lab.org', 'grace@'].join('\n');

async function open(scenario: Scenario = {}) {
  const { bridge } = await renderApp('/o/radiology-ag/members/invite', { members: 3, ...scenario });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const calls = (method: string) => bridge.calls.filter((call) => call.method === method);
  return { user, bridge, calls };
}

async function review(scenario: Scenario = {}) {
  const all = await open(scenario);
  await all.user.click(await screen.findByRole('textbox', { name: 'People' }));
  await all.user.paste(LIST);
  await all.user.click(await screen.findByRole('button', { name: 'Check 4 rows' }));
  return all;
}

async function begin() {
  const all = await review();
  await all.user.click(await screen.findByRole('button', { name: 'Invite 2 people…' }));
  const question = await screen.findByRole('alertdialog');
  await all.user.click(within(question).getByRole('button', { name: 'Invite 2 people' }));
  await screen.findByRole('heading', { name: /^Inviting: 0 of 2 sent/ });
  return all;
}

it('says of each row what happens to it, and hands those to main who are new', async () => {
  const { calls } = await begin();
  expect(calls('invite_jobs.begin')[0]?.input).toEqual({
    account_id: 'account-0',
    organization_id: 'radiology-ag',
    organization_name: 'Radiology AG',
    invitations: [
      { email: 'ada@lab.org', name: '', role_id: 'organization_user', team_ids: [] },
      { email: 'alan@lab.org', name: 'Alan Turing', role_id: 'organization_user', team_ids: [] },
    ],
  });
});

it('counts the rows by state, shows one state alone, and takes a mended row along', async () => {
  const { user } = await review();
  await screen.findByRole('button', { name: 'New 2' });
  expect(screen.getByRole('button', { name: 'Duplicates 1' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Malformed 1' }));
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5');
  expect(screen.queryByText('ada@lab.org')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Actions for grace@' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Edit row…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Row 4' }));
  await user.click(dialog.getByRole('button', { name: 'Save row' }));
  expect(dialog.getByText('This is not an e-mail address.')).toBeTruthy();
  await user.type(dialog.getByRole('textbox', { name: 'E-mail' }), 'lab.org');
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Role' }), 'Admin');
  expect(dialog.getByText(/Can invite and remove people/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Save row' }));
  await screen.findByRole('button', { name: 'New 3' });
  await user.click(screen.getByRole('button', { name: 'Invite 3 people…' }));
  expect(await screen.findByText(/^1 as Admin\. Can invite and remove people/)).toBeTruthy();
});

it('sends nothing while the server has not said who is a member, and asks again when told', async () => {
  const failure = { name: 'internal', message: 'It broke.' } as const;
  const { user, calls } = await review({ failures: { 'invitations.check': failure } });
  expect(await screen.findByText(/2 rows are not checked\. It broke\./)).toBeTruthy();
  const invite = screen.getByRole('button', { name: /^Invite 0 people/ });
  expect(invite.getAttribute('aria-disabled')).toBe('true');
  const asked = () => calls('api.call').filter(({ input }) => input.route === 'invitations.check').length;
  const before = asked();
  await user.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(asked()).toBe(before + 1));
});

it('lets columns be used otherwise than guessed', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('textbox', { name: 'People' }));
  await user.paste('Contact,Note\nada@lab.org,Admin\nalan@lab.org,Boss');
  const note = await screen.findByRole('combobox', { name: 'Use column 2, Note, as' });
  await user.selectOptions(note, 'Role');
  await user.click(screen.getByRole('button', { name: 'Check 2 rows' }));
  expect(await screen.findByText('No role is called “Boss”')).toBeTruthy();
});

it('shows how far main is, why it waits, and how it ended', async () => {
  const { user, bridge, calls } = await begin();
  act(() => bridge.inviteJobs.set({ left_ms: 12_000 }, 1));
  expect(await screen.findByRole('heading', { name: 'Inviting: 1 of 2 sent, about 12 seconds left' })).toBeTruthy();
  const error = { name: 'key_not_found', message: 'This token was revoked. Sign in again.' } as const;
  act(() => bridge.inviteJobs.set({ state: 'paused', error }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/revoked\. Sign in again\. Then resume/);
  await user.click(screen.getByRole('button', { name: 'Resume: 1 of 2 sent' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('heading', { name: 'Cancelled: 1 of 2 sent' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Resume: 1 of 2 sent' }));
  act(() => bridge.inviteJobs.set({ state: 'finished' }, 2));
  expect(await screen.findByRole('heading', { name: 'Done: 2 people invited' })).toBeTruthy();
  expect(await screen.findByText('Invited 2 people to Radiology AG.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Export result' }));
  expect(calls('invite_jobs.save')[0]?.input).toMatchObject({ suggested_name: 'radiology-ag-invitations.csv' });
  await user.click(screen.getByRole('button', { name: 'Invite more people' }));
  expect(await screen.findByRole('textbox', { name: 'People' })).toHaveProperty('value', '');
});

it('offers what a crash interrupted, above every other page', async () => {
  const { user, bridge, calls } = await begin();
  act(() => bridge.inviteJobs.set({ state: 'interrupted' }, 1));
  await user.click(screen.getByRole('link', { name: /^Home/ }));
  expect(await screen.findByText('Steward ended while it was inviting people to Radiology AG.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Resume: 1 of 2 sent' }));
  expect(calls('invite_jobs.resume')).toHaveLength(1);
  expect(await screen.findByRole('link', { name: 'Inviting to Radiology AG: 1 of 2' })).toBeTruthy();
});
