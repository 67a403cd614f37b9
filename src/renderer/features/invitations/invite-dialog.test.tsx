import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { Scenario } from '../../testing/fake-bridge.ts';
import { renderWithBridge } from '../../testing/render.tsx';
import { InviteDialog } from './invite-dialog.tsx';

afterEach(cleanup);

const PASTED = 'Ada Byron <ada@lab.org>, alan@lab.org;\ngrace@lab.org ADA@lab.org grace@';

async function open(scenario: Scenario = {}) {
  let closed = 0;
  const dialog = <InviteDialog org="radiology-ag" onClose={() => closed++} />;
  const { bridge, path } = await renderWithBridge(dialog, { members: 3, ...scenario });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const sent = () =>
    bridge.calls
      .filter(({ input }) => String(input.route).startsWith('invitations.'))
      .map(({ input }) => ({
        route: input.route,
        emails: (input.input as { body: { invitations: { email: string }[] } }).body.invitations.map(
          ({ email }) => email,
        ),
      }));
  await user.click(await screen.findByRole('textbox', { name: 'E-mail addresses' }));
  return { user, sent, path, closed: () => closed };
}

it('says what it understood, checks it, and invites those who remain', async () => {
  const { user, sent, closed } = await open();
  await user.paste(PASTED);
  expect(await screen.findByText(/1 entry is no e-mail address and left out: grace@/)).toBeTruthy();
  expect(screen.getByText(/1 address given more than once: ada@lab.org/)).toBeTruthy();
  expect(await screen.findByText('3 people to invite')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Invite 3 people' }));
  await waitFor(() => expect(closed()).toBe(1));
  const emails = ['ada@lab.org', 'alan@lab.org', 'grace@lab.org'];
  expect(sent()).toEqual([
    { route: 'invitations.check', emails },
    { route: 'invitations.create', emails },
  ]);
});

it('leads to the desk with what was typed where there are many', async () => {
  const { user, sent, closed, path } = await open();
  await user.paste(Array.from({ length: 51 }, (_, i) => `p${i}@lab.org`).join('\n'));
  const invite = await screen.findByRole('button', { name: 'Invite 51 people' });
  await waitFor(() => expect(invite.getAttribute('aria-description')).toMatch(/press “Invite many…”/));
  await user.click(invite);
  expect(sent()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Invite many…' }));
  expect(closed()).toBe(1);
  await waitFor(() => expect(path()).toBe('/o/radiology-ag/members/invite'));
});

it('keeps what was typed when the backend refuses, and says why', async () => {
  const failure = { name: 'throttled', message: 'Too many requests' } as const;
  const { user, closed } = await open({ failures: { 'invitations.create': failure, 'invitations.check': failure } });
  await user.paste('ada@lab.org');
  await screen.findByText(/Could not check/);
  await user.click(screen.getByRole('button', { name: 'Invite 1 person' }));
  expect(await screen.findByText(/Too many requests/)).toBeTruthy();
  expect(closed()).toBe(0);
  expect(screen.getByRole('textbox', { name: 'E-mail addresses' })).toHaveProperty('value', 'ada@lab.org');
});
