import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

afterEach(cleanup);

const bell = (name: string | RegExp) => screen.findByRole('button', { name });
const entries = (within_: HTMLElement) => [...within_.querySelectorAll<HTMLElement>('[data-notification]')];

describe('the bell', () => {
  it('says how much is unread in all organizations, and opens the newest by keyboard alone', async () => {
    const { user, path, sent } = await open('/organizations', { notifications: 8 });
    (await bell('Notifications, 4 unread')).focus();
    await user.keyboard('{Enter}');
    const panel = await screen.findByRole('dialog', { name: 'Notifications' });
    const [first, second] = entries(panel);
    await waitFor(() => expect(document.activeElement).toBe(first));
    expect(first?.textContent).toContain('Unread: You are Organization Contributor in Radiology AG now');
    await user.keyboard('{ArrowUp}{ArrowDown}');
    expect(document.activeElement).toBe(second);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe('/account'));
    await bell('Notifications, 3 unread');
    expect(screen.queryByRole('dialog', { name: 'Notifications' })).toBeNull();
    expect(sent('notifications.mark_read')).toEqual([
      { params: { user_id: 'me' }, body: { ids: [second?.dataset.notification] } },
    ]);
  });

  it('marks one as read with e, once, and closes with Escape', async () => {
    const { user, sent, path } = await open('/organizations', { notifications: 4 });
    await user.click(await bell('Notifications, 2 unread'));
    const panel = await screen.findByRole('dialog', { name: 'Notifications' });
    await waitFor(() => expect(document.activeElement).toBe(entries(panel)[0]));
    await user.keyboard('e');
    await bell('Notifications, 1 unread');
    await waitFor(() => expect(entries(panel)[0]?.textContent).not.toContain('Unread'));
    await user.keyboard('e{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Notifications' })).toBeNull());
    expect([sent('notifications.mark_read').length, path()]).toEqual([1, '/organizations']);
  });

  it('marks all that is shown, and nothing that came after it', async () => {
    const { user, sent, bridge } = await open('/organizations', { notifications: 6 });
    await user.click(await bell('Notifications, 3 unread'));
    const newest = bridge.data.notifications[0]?.created_at;
    await user.click(await screen.findByRole('button', { name: 'Mark all as read' }));
    await bell('Notifications');
    expect(sent('notifications.mark_read')).toEqual([{ params: { user_id: 'me' }, body: { until: newest } }]);
    expect((await screen.findByRole('button', { name: 'Mark all as read' })).getAttribute('aria-disabled')).toBe(
      'true',
    );
  });

  it('is there while nothing is', async () => {
    const { user } = await open('/organizations');
    await user.click(await bell('Notifications'));
    expect(await screen.findByRole('heading', { name: 'Nothing to tell you yet' })).toBeTruthy();
  });

  it('shows offline what was kept, with its age, and marks nothing', async () => {
    const { user, sent, path } = await open('/organizations', { notifications: 4, offline: true });
    await user.click(await bell('Notifications, 2 unread'));
    const panel = await screen.findByRole('dialog', { name: 'Notifications' });
    expect(within(panel).getByText(/^Offline · as of \d\d:\d\d, 3 hours ago$/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(entries(panel)[0]));
    await user.keyboard('e');
    expect(await screen.findByText('This was not marked as read')).toBeTruthy();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
    expect(sent('notifications.mark_read')).toEqual([]);
  });

  it('says what went wrong', async () => {
    const failures = { 'notifications.list': { name: 'timeout' as const, message: 'The server took too long.' } };
    const { user } = await open('/organizations', { failures });
    await user.click(await bell('Notifications'));
    expect(await within(await screen.findByRole('dialog')).findByRole('alert')).toBeTruthy();
  });
});

describe('the page', () => {
  it('groups by day, newest first, and narrows by what the address says', async () => {
    const { user, bridge } = await open('/notifications', { notifications: 10 });
    const today = await screen.findByRole('region', { name: 'Today' });
    expect(entries(today).length).toBeGreaterThan(0);
    expect(screen.getByRole('region', { name: 'Yesterday' })).toBeTruthy();
    const shown = () => entries(document.body).map((entry) => entry.dataset.notification);
    expect(shown()).toEqual(bridge.data.notifications.map(({ id }) => id));
    await user.click(screen.getByRole('button', { name: 'Filter by topic' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Passwords and tokens' }));
    const security = bridge.data.notifications.filter(({ kind }) => /password|token/.test(kind));
    await waitFor(() => expect(shown()).toEqual(security.map(({ id }) => id)));
  });

  it('marks what the filters show and leaves the rest', async () => {
    const { user, sent, bridge } = await open('/notifications?topic=membership&unread=true', { notifications: 20 });
    await waitFor(() => expect(entries(document.body)).toHaveLength(4));
    await user.click(screen.getByRole('button', { name: 'Mark these as read' }));
    expect(await screen.findByRole('heading', { name: 'No notification matches' })).toBeTruthy();
    const [first] = sent('notifications.mark_read') as { body: { ids: string[] } }[];
    expect(first?.body.ids).toHaveLength(4);
    expect(bridge.data.notifications.filter(({ read_at }) => read_at === null)).toHaveLength(6);
    await user.click(screen.getByRole('button', { name: 'Show all notifications' }));
    expect(await screen.findByRole('region', { name: 'Today' })).toBeTruthy();
  });

  it('shows older ones when asked', async () => {
    const { user } = await open('/notifications', { notifications: 60 });
    await screen.findByRole('region', { name: 'Today' });
    expect(entries(document.body)).toHaveLength(50);
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    await waitFor(() => expect(entries(document.body)).toHaveLength(60));
  });
});
