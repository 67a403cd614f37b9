import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutPage, readPage } from './pagination.ts';
import { Problem } from './problem.ts';

const options = { seed: 20261124, numRuns: 500 };

it('gives the keys of the last row back, whatever they hold', () => {
  fc.assert(
    fc.property(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), ([one, two]) => {
      fc.pre(!one.includes('\0') && !two.includes('\0') && one.isWellFormed());
      const page = readPage({ per_page: 1 }, 'list', 2);
      const { rows, next_cursor } = cutPage(['row', 'next'], page, 'list', () => [one, two]);
      expect(rows).toEqual(['row']);
      expect(readPage({ cursor: next_cursor }, 'list', 2).after).toEqual([one, two]);
    }),
    options,
  );
});

it('answers a cursor only where there is more', () => {
  const page = readPage({ per_page: 2 }, 'list', 1);
  expect(cutPage(['a', 'b'], page, 'list', (row) => [row])).toEqual({ rows: ['a', 'b'] });
  expect(cutPage([], page, 'list', () => [])).toEqual({ rows: [] });
  expect(readPage({ page: 3, per_page: 10 }, 'list', 1)).toEqual({ limit: 10, offset: 20, after: null });
});

it('refuses every cursor that it did not give', () => {
  const good = cutPage(['a', 'b'], readPage({ per_page: 1 }, 'list', 2), 'list', () => ['key', 'id']).next_cursor ?? '';
  const refuses = (cursor: string, list = 'list', keys = 2): void => {
    expect(() => readPage({ cursor }, list, keys)).toThrow(Problem);
  };
  refuses(good, 'another list');
  refuses(good, 'list', 1);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
      ),
      (cursor) => refuses(cursor),
    ),
    options,
  );
  fc.assert(
    fc.property(fc.nat(good.length - 2), (length) => refuses(good.slice(0, length))),
    options,
  );
});
