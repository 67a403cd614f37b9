import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { forgetSlot, freeSlot, MOST_REMEMBERED, slotFile, slotsToOpen } from './window-slots.ts';

test('a first start opens one window; later ones those that were open', async () => {
  const folder = await temporaryFolder();
  expect(slotsToOpen(folder)).toEqual([1]);
  for (const slot of [3, 5, MOST_REMEMBERED + 1]) await writeFile(slotFile(folder, slot), '{}');
  expect(slotsToOpen(folder)).toEqual([1, 3, 5]);
});

test('a new window takes the lowest place that is free', () => {
  expect(freeSlot(new Set())).toBe(1);
  expect(freeSlot(new Set([1, 2, 4]))).toBe(3);
});

test('a further window that is closed is forgotten, the first one never is', async () => {
  const folder = await temporaryFolder();
  for (const slot of [1, 2]) await writeFile(slotFile(folder, slot), '{}');
  await forgetSlot(folder, 1);
  await forgetSlot(folder, 2);
  await forgetSlot(folder, 3);
  await access(join(folder, 'window.json'));
  await expect(access(slotFile(folder, 2))).rejects.toThrow();
});
