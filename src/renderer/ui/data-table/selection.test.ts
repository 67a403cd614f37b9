import { expect, it } from 'vitest';
import { extend, extentOf, toggle } from './selection.ts';

const ids = ['a', 'b', 'c', 'd'];

it('toggles one row', () => {
  expect([...toggle(new Set(['a']), 'b')]).toEqual(['a', 'b']);
  expect([...toggle(new Set(['a', 'b']), 'a')]).toEqual(['b']);
});

it('extends in both directions and keeps what was selected', () => {
  expect([...extend(new Set(), ids, 1, 3)]).toEqual(['b', 'c', 'd']);
  expect([...extend(new Set(['d']), ids, 2, 0)]).toEqual(['d', 'a', 'b', 'c']);
});

it('knows whether none, some or all of the shown rows are selected', () => {
  expect(extentOf(new Set(), ids)).toBe('none');
  expect(extentOf(new Set(['elsewhere']), ids)).toBe('none');
  expect(extentOf(new Set(['b']), ids)).toBe('some');
  expect(extentOf(new Set([...ids, 'elsewhere']), ids)).toBe('all');
  expect(extentOf(new Set(['a']), [])).toBe('none');
});
