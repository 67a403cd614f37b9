import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { menuCommands } from '../../contract/ipc.ts';
import { type MenuPlace, menuTemplate } from './menu-template.ts';

const itemsOf = (place: MenuPlace, command = vi.fn()) =>
  menuTemplate({ command, goBack: vi.fn(), goForward: vi.fn() }, place).flatMap((menu) =>
    Array.isArray(menu.submenu) ? menu.submenu : [],
  );

const linux = { isMac: false, isPackaged: true };

test('every command of the contract is in the menu and says itself', () => {
  const command = vi.fn();
  const items = itemsOf(linux, command);
  for (const name of menuCommands) {
    const item = items.find((candidate) => candidate.id === name);
    (item?.click as unknown as (() => void) | undefined)?.();
  }
  expect(command.mock.calls.map(([name]) => name)).toEqual([...menuCommands]);
});

test('no two items have the same accelerator', () => {
  const accelerators = itemsOf({ ...linux, isPackaged: false }).flatMap((item) => item.accelerator ?? []);
  expect(new Set(accelerators).size).toBe(accelerators.length);
});

test('developer tools are offered from a checkout only', () => {
  const offers = (items: MenuItemConstructorOptions[]) => items.some((item) => item.role === 'toggleDevTools');
  expect(offers(itemsOf(linux))).toBe(false);
  expect(offers(itemsOf({ ...linux, isPackaged: false }))).toBe(true);
});
