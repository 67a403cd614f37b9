import { describe, expect, it } from 'vitest';
import { readSource } from './read-source.ts';

const defaults = { role: 'organization_user', teams: [] } as const;
const read = (text: string, file: { name: string; encoding: 'UTF-8' } | null = null) =>
  readSource({ text, file, mapping: null }, defaults, []);
const people = (text: string) => read(text).rows.map(({ name, written }) => [name, written]);

describe('pasted text', () => {
  it.each([
    ['a block with names', 'Ada Byron <ada@x.org>, alan@x.org; grace@'],
    ['names with commas, one to a line', 'Byron, Ada <ada@x.org>,\nalan@x.org,\nHopper, Grace <grace@x.org>'],
    ['names with commas alone', 'Byron, Ada <ada@x.org>\nTuring, Alan <alan@x.org>\nHopper, Grace <grace@x.org>'],
    ['one to a line', 'ada@x.org\nalan@x.org,\ngrace@x.org;'],
  ])('is a list: %s', (_what, text) => {
    const { table, rows, problem } = read(text);
    expect([table, rows.length, problem]).toEqual([null, 3, null]);
  });

  it.each([
    ['copied from a spreadsheet', 'Ada\tada@x.org\nAlan\talan@x.org'],
    ['with names for its columns', 'Name,E-mail\nAda,ada@x.org'],
    ['without', 'ada@x.org;Ada;Admin\nalan@x.org;Alan;'],
  ])('is a table: %s', (_what, text) => {
    expect(read(text).table?.mapping.uses).toContain('email');
  });

  it('keeps the whole name of a list', () => {
    expect(people('Byron, Ada <ada@x.org>,\nalan@x.org,')).toEqual([
      ['Byron, Ada', 'ada@x.org'],
      ['', 'alan@x.org'],
    ]);
  });
});

it('says why a list cannot be taken', () => {
  expect(read('hello world').problem).toBe('No e-mail address was found in this.');
  const many = Array.from({ length: 5001 }, (_, index) => `p${index}@x.org`).join('\n');
  expect(read(many).problem).toMatch(/^This list has 5,001 rows\. Steward invites at most 5,000 at a time/);
  expect(read('').problem).toBeNull();
});

it('takes a file as a table, also with one column', () => {
  const { table, rows } = read('E-mail\nada@x.org', { name: 'people.csv', encoding: 'UTF-8' });
  expect([table?.mapping, rows.length]).toEqual([{ uses: ['email'], header: true }, 1]);
});
