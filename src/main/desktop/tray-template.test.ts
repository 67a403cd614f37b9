import { expect, test, vi } from 'vitest';
import type { Pending } from '../notifications/pending.ts';
import { trayTemplate, trayTitle, waitingCount } from './tray-template.ts';

const invitation = { id: 'i', kind: 'invitations', title: 'Invitation', body: '', path: '/invitations' } as const;
const token = {
  id: 't',
  kind: 'security',
  title: 'R&D’s token expires',
  body: '',
  path: '/account',
  search: { section: 'tokens' },
} as const;
const accounts: readonly Pending[] = [
  {
    account_id: 'a',
    label: 'Local workspace',
    matters: [invitation, { ...invitation, id: 'j' }, token],
    organizations: [
      { id: 'helix', name: 'Helix', pending: 4 },
      { id: 'quiet', name: 'Quiet', pending: 0 },
    ],
  },
  { account_id: 'b', label: 'steward.example', matters: [], organizations: [{ id: 'rad', name: 'Rad', pending: 1 }] },
  { account_id: 'c', label: 'empty.example', matters: [], organizations: [] },
];
const actions = () => ({ open: vi.fn(), go: vi.fn(), quit: vi.fn() });

test('what waits is counted over all accounts and organizations', () => {
  expect(waitingCount(accounts)).toBe(3);
  expect(trayTitle(accounts)).toBe('Steward: 3 notifications unread, 5 invitations unanswered');
  expect(trayTitle([])).toBe('Steward');
});

test('each entry leads to its place in its account', () => {
  const asked = actions();
  const items = trayTemplate(accounts, asked);
  expect(items.map(({ label, type }) => label ?? type)).toEqual([
    'Open Steward',
    'separator',
    'Local workspace',
    'Invitation',
    'Invitation',
    'R&&D’s token expires',
    'Helix: 4 unanswered',
    'separator',
    'steward.example',
    'Rad: 1 unanswered',
    'separator',
    'Quit Steward',
  ]);
  for (const { click } of items) (click as unknown as (() => void) | undefined)?.();
  expect(asked.go.mock.calls).toEqual([
    ['a', '/invitations', undefined],
    ['a', '/invitations', undefined],
    ['a', '/account', { section: 'tokens' }],
    ['a', '/o/helix/members'],
    ['b', '/o/rad/members'],
  ]);
  expect([asked.open.mock.calls.length, asked.quit.mock.calls.length]).toEqual([1, 1]);
});

test('a single account needs no heading', () => {
  expect(trayTemplate(accounts.slice(0, 1), actions()).map(({ label }) => label)).not.toContain('Local workspace');
});

test('a menu names some and leads to the others', () => {
  const many = Array.from({ length: 11 }, (_, n) => ({ ...invitation, id: `i${n}`, title: `Invitation ${n}` }));
  const asked = actions();
  const items = trayTemplate([{ account_id: 'a', label: 'A', matters: many, organizations: [] }], asked);
  expect(items.map(({ label }) => label).slice(9, 11)).toEqual(['Invitation 7', '3 more notifications']);
  for (const { click } of items.slice(10, 11)) (click as unknown as () => void)();
  expect(asked.go).toHaveBeenCalledWith('a', '/notifications');
});
