import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstBounds, MIN_SIZE, readBounds, writeBounds } from './window-bounds.ts';

const display = { x: 0, y: 0, width: 1920, height: 1040 };
const second = { x: 1920, y: 0, width: 1920, height: 1080 };
const saved = { x: 2000, y: 40, width: 1200, height: 800, maximized: false, zoom: 1.5, path: '/o/radiology' };
const usual = firstBounds(undefined, [display]);

test('what was remembered is taken where a display shows it', () => {
  const { maximized, zoom, path, ...bounds } = saved;
  expect(firstBounds(JSON.stringify(saved), [display, second])).toEqual({ bounds, maximized, zoom, path });
});

test('without its display only the size is taken', () => {
  expect(firstBounds(JSON.stringify(saved), [display])).toEqual({
    bounds: { width: 1200, height: 800 },
    maximized: false,
    zoom: 1.5,
    path: '/o/radiology',
  });
});

test('a file of an older version, without zoom and page, is taken', () => {
  const { zoom: _zoom, path: _path, ...old } = saved;
  expect(firstBounds(JSON.stringify(old), [display, second])).toMatchObject({
    zoom: 0,
    path: undefined,
    maximized: false,
  });
});

test('a title bar above the display cannot be grabbed', () => {
  const above = JSON.stringify({ ...saved, x: 10, y: -31 });
  expect(firstBounds(above, [display]).bounds).toEqual({ width: 1200, height: 800 });
});

test.each([
  ['nothing', ''],
  ['not JSON', '{'],
  ['another shape', '[]'],
  ['a text', '{"x":"1","y":0,"width":1200,"height":800,"maximized":false}'],
  ['too small', JSON.stringify({ ...saved, width: MIN_SIZE.width - 1 })],
  ['not whole', JSON.stringify({ ...saved, x: 0.5 })],
  ['more than asked', JSON.stringify({ ...saved, more: 1 })],
])('%s is the usual size', (_name, text) => {
  expect(firstBounds(text, [display, second])).toEqual(usual);
});

test('what is written is read again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steward-bounds-'));
  try {
    const file = join(folder, 'new', 'window.json');
    expect(await readBounds(file)).toBeUndefined();
    await writeBounds(file, saved);
    expect(JSON.parse((await readBounds(file)) ?? '')).toEqual(saved);
  } finally {
    await rm(folder, { recursive: true });
  }
});
