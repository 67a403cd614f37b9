import type { MenuItemConstructorOptions } from 'electron';
import { organizationPath, PERSON_PAGES } from '../../contract/pages.ts';
import type { Pending } from '../notifications/pending.ts';

export interface TrayActions {
  open(): void;
  go(accountId: string, path: string, search?: Readonly<Record<string, string>>): void;
  quit(): void;
}

/** A menu is not a list: what does not fit is on the page. */
const MOST_ORGANIZATIONS = 10;
const MOST_MATTERS = 8;

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** How many notifications are unread, over all accounts: the number on the icon. */
export const waitingCount = (pending: readonly Pending[]): number =>
  pending.reduce((sum, { matters }) => sum + matters.length, 0);

/** What the icon says when one points at it. */
export function trayTitle(pending: readonly Pending[]): string {
  const matters = waitingCount(pending);
  const sent = pending.flatMap(({ organizations }) => organizations).reduce((sum, { pending: n }) => sum + n, 0);
  const parts = [
    matters === 0 ? '' : `${counted(matters, 'notification', 'notifications')} unread`,
    sent === 0 ? '' : `${counted(sent, 'invitation', 'invitations')} unanswered`,
  ].filter(Boolean);
  return parts.length === 0 ? 'Steward' : `Steward: ${parts.join(', ')}`;
}

const plain = (text: string) => text.replaceAll('&', '&&');

function accountItems({ account_id, label, matters, organizations }: Pending, actions: TrayActions, named: boolean) {
  const items: MenuItemConstructorOptions[] = [];
  for (const { title, path, search } of matters.slice(0, MOST_MATTERS))
    items.push({ label: plain(title), click: () => actions.go(account_id, path, search) });
  const more = matters.length - MOST_MATTERS;
  if (more > 0)
    items.push({
      label: counted(more, 'more notification', 'more notifications'),
      click: () => actions.go(account_id, PERSON_PAGES.notifications),
    });
  const waiting = organizations.filter(({ pending }) => pending > 0).sort((a, b) => b.pending - a.pending);
  for (const { id, name, pending } of waiting.slice(0, MOST_ORGANIZATIONS))
    items.push({
      label: `${plain(name)}: ${pending} unanswered`,
      click: () => actions.go(account_id, organizationPath(id, 'members')),
    });
  if (items.length === 0) return [];
  return named ? [{ label: plain(label), enabled: false }, ...items] : items;
}

/** The tray's menu as data: what waits, account by account, each leading to its place. */
export function trayTemplate(pending: readonly Pending[], actions: TrayActions): MenuItemConstructorOptions[] {
  const sections = pending
    .map((account) => accountItems(account, actions, pending.length > 1))
    .filter((items) => items.length > 0)
    .flatMap((items): MenuItemConstructorOptions[] => [...items, { type: 'separator' }]);
  return [
    { label: 'Open Steward', click: () => actions.open() },
    { type: 'separator' },
    ...sections,
    { label: 'Quit Steward', click: () => actions.quit() },
  ];
}
