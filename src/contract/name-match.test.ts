import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, scoreOf, searchable, wordsOf } from './name-match.ts';

const score = (name: string, typed: string, ...others: string[]) =>
  scoreOf(searchable(name, ...others), wordsOf(typed));

test.each([
  ['José Ångström', 'jose angstrom'],
  ['Straße', 'STRASSE'],
  ['Søren Łukasz', 'soren lukasz'],
  ['İstanbul', 'istanbul'],
  ['ｆｕｌｌ width', 'full'],
])('%s is found by %s', (name, typed) => {
  expect(score(name, typed)).toBeGreaterThan(0);
});

const word = fc
  .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
  .filter((text) => fold(text).trim() !== '' && !/\s/.test(fold(text)));

test('every name is found by its own words, in any order, case and normal form', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.boolean(), (words, upper) => {
      const typed = words.toReversed().join('  ');
      const written = upper ? typed.toUpperCase() : typed.normalize('NFD');
      // A few letters have no way back from upper case; folding both ways must agree for the rest.
      fc.pre(fold(written) === fold(typed));
      expect(score(words.join(' '), written)).toBeGreaterThan(0);
    }),
  );
});

test('a name that lacks a word is not found, whatever else it has', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), word, (words, missing) => {
      const name = words.join(' ');
      fc.pre(!fold(name).includes(fold(missing)));
      expect(score(name, `${name} ${missing}`)).toBe(0);
    }),
  );
});

test('the name itself comes before a beginning, that before a word, that before the middle of one, and a name before an address', () => {
  const scores = [
    score('Ada', 'ada'),
    score('Ada Byron', 'ada'),
    score('Grace Ada', 'ada'),
    score('Grace Hopper', 'ada', 'ada@example.com'),
    score('Canada', 'ada'),
    score('Grace', 'ada', 'canada@example.com'),
  ];
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(new Set(scores).size).toBe(scores.length);
  expect(score('Anything', '  ')).toBe(1);
});
