import { beforeEach, expect, test } from 'vitest';
import { takeDroppedFile, takeIn, useDropped } from './dropped-files.ts';

beforeEach(() => useDropped.setState({ file: null, problem: null }));

test('a text file is taken in once', async () => {
  await takeIn([new File(['a@example.com\nb@example.com'], 'people.CSV')]);
  expect(takeDroppedFile()).toEqual({
    ...{ name: 'people.CSV', text: 'a@example.com\nb@example.com', encoding: 'UTF-8' },
  });
  expect(takeDroppedFile()).toBeNull();
});

test.each([
  ['another type', [new File(['x'], 'people.xlsx')], /not a CSV or text file.*Save it as CSV/],
  ['several', [new File(['x'], 'a.csv'), new File(['x'], 'b.csv')], /one file at a time/],
  ['too large', [new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'a.csv')], /larger than 5 MB/],
  ['binary', [new File(['a\0b'], 'a.csv')], /not a text file/],
])('%s is refused with the reason', async (_what, files, reason) => {
  await takeIn(files);
  expect(useDropped.getState()).toMatchObject({ file: null, problem: expect.stringMatching(reason) });
});
