import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Notification } from './api/notifications.ts';
import { notificationPlace } from './notification-place.ts';
import { notificationText, type Style } from './notification-text.ts';
import { knownPath } from './pages.ts';
import { ROLE_IDS, TEAM_PERMISSION_IDS } from './permissions.ts';
import { NOTIFICATION_KINDS, type NotificationKind } from './vocabulary.ts';

const style: Style = {
  date: (time) => time.slice(0, 10),
  day: (time) => `the day ${time.slice(0, 10)}`,
  money: (micros, currency) => `${currency} ${Number(micros) / 1_000_000}`,
  now: Date.parse('2026-11-24T12:00:00Z'),
};

const base = {
  id: 'x',
  organization: { id: 'helix', name: 'Helix' },
  actor: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
  about: {},
  due_at: null,
  created_at: '2026-11-24T12:00:00.000000Z',
  read_at: null,
} as const;

const told = (kind: NotificationKind, changes: Partial<Notification> = {}): Notification => ({
  ...base,
  kind,
  ...changes,
});
const titleOf = (one: Notification) => notificationText(one, style).title;
const textOf = (one: Notification) => notificationText(one, style).text;

it('says who did it, what it is now and what to do by when', () => {
  const role = { before: 'admin', after: 'organization_user' } as const;
  const changed = told('role_changed', { about: { role } });
  expect(titleOf(changed)).toBe('You are Organization User in Helix now');
  expect(textOf(changed)).toBe('Ada Byron changed your role from Admin.');
  const rules = { minimum_length: 15, password_lifespan: 90 };
  const policy = told('password_policy_changed', { about: { rules }, due_at: '2026-12-01T00:00:00.000000Z' });
  expect(textOf(policy)).toBe(
    'At least 15 characters, changed at the latest after 90 days. Choose a new one by 2026-12-01.',
  );
  expect(textOf({ ...policy, due_at: '2026-11-01T00:00:00.000000Z' })).toContain('before you next sign in');
  expect(textOf({ ...policy, due_at: null })).toContain('checked when you next sign in');
});

it('counts what stands together', () => {
  const accepted = (count: number) => titleOf(told('invitations_accepted', { about: { count } }));
  expect([1, 2, 3].map(accepted)).toEqual([
    'Ada Byron accepted your invitation to Helix',
    'Ada Byron and one more person accepted your invitations to Helix',
    'Ada Byron and 2 others accepted your invitations to Helix',
  ]);
});

it('tells what is shared with a person from what is with their organization', () => {
  const about = { app: { owner_id: 'helix', id: 'xray', name: 'X-ray' }, other: { id: 'helix', name: 'Helix' } };
  const mine = told('collaboration_offered', { about });
  const ours = told('collaboration_offered', { about, organization: { id: 'fjord', name: 'Fjord' } });
  expect([titleOf(mine), notificationPlace(mine).path]).toEqual([
    'Helix shares the app X-ray with you',
    '/collaborations',
  ]);
  expect([titleOf(ours), notificationPlace(ours).path]).toEqual([
    'Helix shares the app X-ray with Fjord',
    '/o/fjord/collaborations',
  ]);
});

it('says what a budget has reached, and what it is only expected to', () => {
  const budget = (percent: number, basis: 'actual' | 'forecast') =>
    notificationText(
      told('budget_reached', { about: { budget: { id: 'b', name: 'All', percent, basis, month: '2026-11' } } }),
      style,
    );
  expect(budget(80, 'actual')).toEqual({
    title: 'The budget All has reached 80%',
    text: 'Review spending before the budget runs out.',
  });
  expect(budget(100, 'actual').text).toBe('Further spending is over budget.');
  for (const percent of [80, 100]) {
    const { title, text } = budget(percent, 'forecast');
    expect(title).toBe(`The budget All is expected to reach ${percent}%`);
    expect(text).toContain('on track');
    expect(text).not.toContain('reached');
  }
});

it('names the day an invoice is due, which is the same in every time zone', () => {
  const invoice = { month: '2026-10', number: 'ST-7', total_micros: '1000000', currency: 'USD' };
  const about = { about: { invoice }, due_at: '2026-12-03T00:00:00.000000Z' };
  expect(textOf(told('invoice_issued', about))).toBe('Payment is due by the day 2026-12-03.');
  expect(textOf(told('invoice_due', about))).toBe('Payment is due by the day 2026-12-03.');
  expect(textOf(told('invoice_overdue', about))).toBe('Payment was due the day 2026-12-03.');
});

it('reads as a sentence and leads to a page of the app, whatever is known of it', () => {
  const named = fc.record({ id: fc.constantFrom('a', 'team-1'), name: fc.constantFrom('Quality', 'Données') });
  const about = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    invitation: fc.constant({ id: 'i', email: 'grace@example.org', role_id: 'admin' as const }),
    team: named,
    role: fc.record({ before: fc.constantFrom(...ROLE_IDS), after: fc.constantFrom(...ROLE_IDS) }),
    permission: fc.record({
      before: fc.constantFrom(...TEAM_PERMISSION_IDS),
      after: fc.constantFrom(...TEAM_PERMISSION_IDS),
    }),
    token: fc.record({ id: fc.constant('k'), description: fc.constant('Laptop') }),
    app: fc.record({ id: fc.constant('xray'), name: fc.constant('X-ray'), owner_id: fc.constantFrom('helix', 'ada') }),
    other: named,
    budget: fc.record({
      id: fc.constant('b'),
      name: fc.constant('Training'),
      percent: fc.integer({ min: 1, max: 200 }),
      basis: fc.constantFrom('actual' as const, 'forecast' as const),
      month: fc.constant('2026-11'),
    }),
    invoice: fc.constant({ month: '2026-10', number: 'ST-000001', total_micros: '1000000', currency: 'USD' }),
  });
  const one = fc.record({
    kind: fc.constantFrom(...(Object.keys(NOTIFICATION_KINDS) as NotificationKind[])),
    organization: fc.constantFrom(null, base.organization),
    actor: fc.constantFrom(null, base.actor),
    due_at: fc.constantFrom(null, '2026-12-01T00:00:00.000000Z'),
    about,
  });
  fc.assert(
    fc.property(one, (changes) => {
      const notification = { ...base, ...changes };
      const { title, text } = notificationText(notification, style);
      expect(title).toMatch(/^[^\p{Ll}\s].*[^.\s]$/u);
      if (text !== '') expect(text).toMatch(/^\p{Lu}.*\.$/u);
      expect(`${title} ${text}`).not.toMatch(/undefined|null|\bNaN\b| {2}/);
      expect(knownPath(notificationPlace(notification).path)).not.toBeNull();
    }),
    { seed: 20261124, numRuns: 2000 },
  );
});
