import { expect, it } from 'vitest';
import { line } from './common.ts';

const name = line(80);

it('takes names as people write them: joined emoji, Persian and Sinhala with their joiners', () => {
  for (const text of ['👩🏽‍🔬 Zoë', '👩‍❤️‍👩', 'می‌خواهم', 'ශ්‍රී ලංකා', 'محمد عبد الرحمن', '🩻 Röntgen'])
    expect(name.parse(text)).toBe(text.normalize('NFC'));
});

it('takes no joiner that only makes two names look the same, and nothing that turns text round', () => {
  for (const text of [
    'Radio\u200dlogy',
    '\u200dAda',
    'Ada\u200c',
    'a\u202eb',
    'a\u2066b',
    'a\u200bb',
    '🩻\u200d',
    'a\u0007b',
  ])
    expect(name.safeParse(`x${text}x`).error?.issues[0]?.message, JSON.stringify(text)).toBe(
      'contains control characters',
    );
});
