import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lib/decode-text.ts';
import { guessMapping } from './columns.ts';
import { type DeskRow, rowsOfTable } from './desk-rows.ts';
import { DELIMITERS, type Delimiter, guessDelimiter, readTable } from './read-table.ts';

/** Words with all that a dialect has to protect: delimiters, quotes, line ends, accents. */
const text = fc
  .array(fc.constantFrom('Ada', 'Müller', 'Zoë', '"', ',', ';', '|', '\t', '\n', ' ', "O'Neill", 'x'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((cell) => /\p{L}/u.test(cell));
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const address = fc.tuple(label, label).map(([a, b]) => `${a}@${b}.org`);
const person = fc.record({
  email: address,
  name: text,
  role: fc.constantFrom('Admin', 'organization_user', 'Financial Manager', ''),
  teams: fc.constantFrom('', 'Radiology', 'ct, mri', 'Radiology;CT'),
});

interface Dialect {
  readonly delimiter: Delimiter;
  readonly newline: string;
  readonly quoteAll: boolean;
  readonly header: boolean;
  readonly encoding: 'utf8' | 'utf8 mark' | 'utf16le' | 'utf16be' | 'utf16le bare' | 'latin1';
  readonly finalNewline: boolean;
}
const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  header: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf8 mark', 'utf16le', 'utf16be', 'utf16le bare', 'latin1'),
  finalNewline: fc.boolean(),
});

/** Written by hand, so that no library agrees with itself. */
function write(rows: readonly (readonly string[])[], { delimiter, newline, quoteAll, finalNewline }: Dialect): string {
  const cell = (value: string) =>
    quoteAll || value.includes(delimiter) || /["\n]|^\s|\s$/.test(value)
      ? `"${value.replaceAll('"', '""').replaceAll('\n', newline)}"`
      : value;
  return rows.map((row) => row.map(cell).join(delimiter)).join(newline) + (finalNewline ? newline : '');
}

function encode(written: string, encoding: Dialect['encoding']): Uint8Array {
  const utf16 = Buffer.from(written, 'utf16le');
  if (encoding === 'utf16le bare') return utf16;
  if (encoding === 'utf16le') return Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]);
  if (encoding === 'utf16be') return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]);
  if (encoding === 'latin1') return Buffer.from(written, 'latin1');
  return Buffer.from(encoding === 'utf8 mark' ? `\ufeff${written}` : written);
}

const teams = [
  { id: 'rad', name: 'Radiology' },
  { id: 'ct', name: 'CT' },
];
const defaults = { role: 'organization_user', teams: [] } as const;
const isTeam = (cell: string) => /^(radiology|ct)/i.test(cell.trim());
const read = (rows: readonly (readonly string[])[]): DeskRow[] =>
  rowsOfTable(rows, guessMapping(rows, isTeam), defaults, teams);
const words = (value: string) => value.replace(/\s+/g, ' ').trim();

describe('a table', () => {
  it('reads back equal from every dialect: delimiters, quotes, line ends, header, encodings', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), dialect, (people, how) => {
        const rows = people.map(({ email, name, role, teams: own }) => [name, email, role, own]);
        const all = how.header ? [['Name', 'E-mail', 'Role', 'Teams'], ...rows] : rows;
        const decoded = decodeText(encode(write(all, how), how.encoding));
        const table = readTable(decoded?.text ?? '');
        expect(table.delimiter).toBe(how.delimiter);
        expect(table.rows).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('finds its columns by their names, in any order, and reads each person', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 20 }),
        fc.shuffledSubarray(['email', 'name', 'role', 'teams'] as const, { minLength: 4 }),
        (people, order) => {
          const titles = { email: 'E-Mail Address', name: 'Full name', role: 'Role', teams: 'Groups' };
          const table = [order.map((one) => titles[one]), ...people.map((one) => order.map((key) => one[key]))];
          expect(read(table).map(({ email, name, writtenRole }) => [email, name, writtenRole])).toEqual(
            people.map(({ email, name, role }) => [email, words(name), role]),
          );
        },
      ),
    );
  });
});

it('knows columns without names by what stands in them', () => {
  const rows = [
    ['Ada Byron', 'ada@lab.org', 'admin', 'ct'],
    ['Alan Turing', 'alan@lab.org', 'Organization user', ''],
  ];
  expect(guessMapping(rows, isTeam)).toEqual({ uses: ['name', 'email', 'role', 'teams'], header: false });
});

it('names unknown roles and teams per row, joins two columns of a name, and keeps a line without an address', () => {
  const rows = read([
    ['First name', 'Last name', 'Email', 'Role', 'Team'],
    ['Ada', 'Byron', 'ADA@lab.org', 'Boss', 'Radiology, X-ray'],
    ['Alan', 'Turing', '', '', ''],
    ['', '', 'Grace Hopper <grace@lab.org>', '', 'CT|Radiology'],
  ]);
  expect(rows).toMatchObject([
    {
      email: 'ada@lab.org',
      name: 'Ada Byron',
      role: null,
      writtenRole: 'Boss',
      teams: ['rad'],
      unknownTeams: ['X-ray'],
    },
    { email: null, written: '', name: 'Alan Turing', role: 'organization_user' },
    { email: 'grace@lab.org', name: 'Grace Hopper', teams: ['ct', 'rad'] },
  ]);
});

it('believes the line with which Excel names the delimiter', () => {
  expect(readTable('sep=;\r\na@b.org;Ada\r\n')).toEqual({ rows: [['a@b.org', 'Ada']], delimiter: ';' });
  expect(guessDelimiter('a@b.org\nc@d.org')).toBe(',');
});

it('takes nothing binary for text', () => {
  expect(decodeText(Buffer.from('PK\u0003\u0004\u0000\u0001', 'latin1'))).toBeNull();
  expect(decodeText(Buffer.from('Zo\u00eb;zoe@lab.org', 'latin1'))).toEqual({
    text: 'Zoë;zoe@lab.org',
    encoding: 'Latin-1',
  });
});
