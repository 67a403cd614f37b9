import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email } from '../../../contract/common.ts';
import { parseAddresses } from './parse-addresses.ts';

const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const address = fc.tuple(label, label, fc.constantFrom('org', 'example', 'co')).map(([a, b, c]) => `${a}@${b}.${c}`);
const separator = fc.constantFrom(',', ';', ' ', '\n', '\r\n', ', ', ' ;\n', '\t', '\u00a0', ',\u200b');
const written = fc.tuple(
  address,
  fc.constantFrom(
    (a: string) => a,
    (a: string) => `<${a}>`,
    (a: string) => `mailto:${a}`,
    (a: string) => a.toUpperCase(),
    (a: string) => `"${a}"`,
  ),
);

describe('parseAddresses', () => {
  it('finds every address once, in order, however they are separated and wrapped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(written, separator), { maxLength: 40 }), (rows) => {
        const text = rows.map(([[value, write], gap]) => write(value) + gap).join('');
        const expected = [...new Set(rows.map(([[value]]) => value))];
        const parsed = parseAddresses(text);
        expect(parsed.valid).toEqual(expected);
        expect(parsed.malformed).toEqual([]);
      }),
    );
  });

  it('survives any text: what it calls valid is valid, single and lower-cased', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { valid, duplicates } = parseAddresses(text);
        expect(new Set(valid).size).toBe(valid.length);
        for (const value of valid) expect(email.parse(value)).toBe(value);
        for (const value of duplicates) expect(valid).toContain(value);
      }),
    );
  });

  it.each([
    ['Ada Byron <ada@lab.org>, "Turing, Alan" <alan@lab.org>', ['ada@lab.org', 'alan@lab.org']],
    ['Byron, Ada <ada@lab.org>; Turing, Alan <alan@lab.org>', ['ada@lab.org', 'alan@lab.org']],
    ['Ada\tByron\tada@lab.org\nAlan\tTuring\talan@lab.org', ['ada@lab.org', 'alan@lab.org']],
    ['"Ada Byron","ada@lab.org"', ['ada@lab.org']],
    ['(ada@lab.org).', ['ada@lab.org']],
    ['ada@lab.org Grace Hopper <grace@lab.org> alan@lab.org', ['ada@lab.org', 'grace@lab.org', 'alan@lab.org']],
  ])('reads %j', (text, expected) => {
    expect(parseAddresses(text)).toEqual({ valid: expected, malformed: [], duplicates: [] });
  });

  it('names what is malformed as it was written, and duplicates without regard to case', () => {
    expect(parseAddresses('ada@lab.org ADA@lab.org grace@ hopper <a b@c>')).toEqual({
      valid: ['ada@lab.org'],
      malformed: ['grace@', 'a b@c'],
      duplicates: ['ada@lab.org'],
    });
    expect(parseAddresses('hopper').malformed).toEqual(['hopper']);
    expect(parseAddresses(' ,; \n').malformed).toEqual([]);
  });

  it('reads 2,000 addresses in a moment', () => {
    const text = Array.from({ length: 2000 }, (_, i) => `Person ${i} <person.${i}@lab.example>`).join('\n');
    expect(parseAddresses(text).valid).toHaveLength(2000);
  });
});
