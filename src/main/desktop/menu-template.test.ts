import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { COMMAND_NAMES } from '../../contract/commands.ts';
import { type MenuPlace, menuTemplate } from './menu-template.ts';

const itemsOf = (place: MenuPlace, command = vi.fn()) =>
  menuTemplate(
    { command, goBack: vi.fn(), goForward: vi.fn(), newWindow: vi.fn(), checkForUpdates: vi.fn() },
    place,
  ).flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));

const linux = { isMac: false, isPackaged: true };

const places = [linux, { ...linux, isPackaged: false }, { isMac: true, isPackaged: true }];

test.each(places)('every command of the contract is in the menu, once, and says itself: %o', (place) => {
  const command = vi.fn();
  const items = itemsOf(place, command);
  for (const name of COMMAND_NAMES) {
    const found = items.filter((candidate) => candidate.id === name);
    expect(found, name).toHaveLength(1);
    (found[0]?.click as unknown as (() => void) | undefined)?.();
  }
  expect(command.mock.calls.map(([name]) => name)).toEqual([...COMMAND_NAMES]);
});

test.each(places)('no two items have the same accelerator: %o', (place) => {
  const accelerators = itemsOf(place).flatMap((item) => item.accelerator ?? []);
  expect(new Set(accelerators).size).toBe(accelerators.length);
});

test('developer tools are offered from a checkout only', () => {
  const offers = (items: MenuItemConstructorOptions[]) => items.some((item) => item.role === 'toggleDevTools');
  expect(offers(itemsOf(linux))).toBe(false);
  expect(offers(itemsOf({ ...linux, isPackaged: false }))).toBe(true);
});
