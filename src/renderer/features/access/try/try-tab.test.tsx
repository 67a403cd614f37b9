import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderApp } from '../../../testing/render.tsx';
import { TRY_TYPES, type TryType } from './try-types.ts';

afterEach(cleanup);

const ORG = 'radiology-ag';
const PARAMS = { org_id: ORG };
const IN_TEAM = { ...PARAMS, team_id: 'radiology' };
const ADDRESS =
  'person=barbara-thompson&role=organization_user&team=radiology&app=chest-x-ray&permission=labeler_worker&visibility=30';

/** The operation that each change is made with, and what it is asked for. */
const MADE: Readonly<Record<TryType, readonly [route: string, input: object]>> = {
  change_role: [
    'members.update',
    { params: PARAMS, body: { members: [{ user_id: 'barbara-thompson', role_id: 'organization_user' }] } },
  ],
  remove_member: ['members.remove', { params: PARAMS, body: { user_ids: ['barbara-thompson'] } }],
  add_team_member: ['team_members.add', { params: IN_TEAM, body: { user_ids: ['barbara-thompson'] } }],
  remove_team_member: ['team_members.remove', { params: IN_TEAM, body: { user_ids: ['barbara-thompson'] } }],
  add_team_app: ['team_apps.add', { params: IN_TEAM, body: { apps: [{ app_id: 'chest-x-ray' }] } }],
  change_team_app: [
    'team_apps.update',
    { params: IN_TEAM, body: { apps: [{ app_id: 'chest-x-ray', permission_id: 'labeler_worker' }] } },
  ],
  remove_team_app: ['team_apps.remove', { params: IN_TEAM, body: { app_ids: ['chest-x-ray'] } }],
  change_team_default: [
    'teams.update',
    { params: PARAMS, body: { teams: [{ id: 'radiology', default_permission_id: 'labeler_worker' }] } },
  ],
  set_visibility: [
    'app.update',
    { params: { user_id: ORG, app_id: 'chest-x-ray' }, body: { app: { visibility: { gettable: 30 } } } },
  ],
};

it.each(TRY_TYPES)('looks at %s, and makes it only when told', async (type) => {
  const { bridge } = await renderApp(`/o/${ORG}/access?view=try&change=${type}&${ADDRESS}`, { members: 12 });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const calls = (route: string) =>
    bridge.calls.filter(({ input }) => input.route === route).map(({ input }) => input.input);
  expect(await screen.findByRole('heading', { name: /^What if you .+\?$/ })).toBeTruthy();
  await waitFor(() => expect(calls('access.simulate')[0]).toMatchObject({ body: { changes: [{ type }] } }));
  const [route, input] = MADE[type];
  expect(calls(route)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Make this change…' }));
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Make this change' }));
  await waitFor(() => expect(calls(route)).toEqual([input]));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

it('keeps the question and says why when the change is refused', async () => {
  const failures = { 'members.remove': { name: 'forbidden', message: 'the organization keeps an admin' } } as const;
  await renderApp(`/o/${ORG}/access?view=try&change=remove_member&person=ada`, { members: 12, failures });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  await user.click(await screen.findByRole('button', { name: 'Make this change…' }));
  const dialog = screen.getByRole('alertdialog');
  await user.click(within(dialog).getByRole('button', { name: 'Make this change' }));
  expect(await within(dialog).findByText(/The organization keeps an admin\./)).toBeTruthy();
});
