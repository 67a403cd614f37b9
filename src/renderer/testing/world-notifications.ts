import type { Notification, NotificationKind } from '../../contract/api/notifications.ts';
import { at, DAY, NOW, pick } from './world-basics.ts';

type Told = readonly [NotificationKind, Notification['about']];
const ABOUT: readonly [Told, ...Told[]] = [
  ['role_changed', { role: { before: 'organization_user', after: 'organization_contributor' } }],
  ['password_policy_changed', { rules: { minimum_length: 15 } }],
  ['team_joined', { team: { id: 'team-0', name: 'Radiology' } }],
  ['invitation_received', { invitation: { id: 'i', email: 'ada@example.org', role_id: 'admin' } }],
  ['token_expires', { token: { id: 'key1abc', description: 'Nightly export' } }],
];
const OF_NO_ORGANIZATION = new Set<NotificationKind>(['token_expires']);

/** Two a day; the first half is unread. */
export function makeNotification(index: number, count: number): Notification {
  const [kind, about] = pick(ABOUT, index);
  return {
    id: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
    kind,
    organization: OF_NO_ORGANIZATION.has(kind) ? null : { id: 'radiology-ag', name: 'Radiology AG' },
    actor: { id: 'grace', first_name: 'Grace', last_name: 'Hopper' },
    about,
    due_at: kind === 'invitation_received' || kind === 'token_expires' ? at(NOW + 3 * DAY) : null,
    created_at: at(NOW - index * (DAY / 2)),
    read_at: index < count / 2 ? null : at(NOW),
  };
}
