import { describe, expect, it } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { localErrorNames } from '../../contract/vocabulary.ts';
import { errorText } from './error-text.ts';
import {
  errorSentence,
  fieldMessage,
  fieldProblem,
  formatNumber,
  formatPercent,
  fullName,
  HUES,
  hueOf,
  initials,
  plural,
  relativeTime,
} from './format.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const ago = (millis: number) => relativeTime(now - millis, now);

describe('relativeTime', () => {
  it('speaks of minutes, hours and days', () => {
    expect(ago(20_000)).toBe('just now');
    expect(ago(60_000)).toBe('1 minute ago');
    expect(ago(59 * 60_000)).toBe('59 minutes ago');
    expect(ago(3 * 3_600_000)).toBe('3 hours ago');
    expect(ago(29 * 86_400_000)).toBe('29 days ago');
    expect(relativeTime(now + 2 * 86_400_000, now)).toBe('in 2 days');
    expect(relativeTime(now + 10_000, now)).toBe('just now');
  });

  it('names the date further away, with the year where it is another one', () => {
    expect(ago(100 * 86_400_000)).toMatch(/Aug/);
    expect(ago(100 * 86_400_000)).not.toMatch(/2026/);
    expect(ago(400 * 86_400_000)).toMatch(/2025/);
  });
});

describe('names', () => {
  it('takes the first letters of the first and the last word', () => {
    expect(initials('Ada Byron')).toBe('AB');
    expect(initials('Radiology')).toBe('R');
    expect(initials('  ')).toBe('?');
    expect(initials('🧑‍🚀 Rockets')).toBe('🧑‍🚀R');
  });

  it('leaves out an absent last name', () => {
    expect(fullName({ first_name: 'Ada', last_name: '' })).toBe('Ada');
  });
});

describe('numbers', () => {
  it('groups digits and counts things', () => {
    expect(formatNumber(1204)).toBe('1,204');
    expect(plural(1, 'person', 'people')).toBe('1 person');
    expect(plural(1204, 'person', 'people')).toBe('1,204 people');
  });
});

describe('hueOf', () => {
  it('is always the same for an id, and uses every colour evenly', () => {
    expect(hueOf('radiology-ag')).toBe(hueOf('radiology-ag'));
    const counts = new Map<string, number>();
    for (let index = 0; index < 12_000; index++) {
      const hue = hueOf(`team-${index}`);
      counts.set(hue, (counts.get(hue) ?? 0) + 1);
    }
    expect(counts.size).toBe(HUES.length);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });
});

describe('errors', () => {
  const error: AppError = {
    name: 'duplicate',
    message: 'already taken',
    details: [{ field: 'body.organizations.0.id', message: 'is taken' }],
  };

  it('are sentences', () => {
    expect(errorSentence(error)).toBe('Already taken.');
    const billing = { field: 'body.organizations.0.billing_email', message: 'is not an e-mail address' };
    const message = `${billing.field}: ${billing.message}`;
    const invalid = { name: 'invalid' as const, message, details: [billing] };
    expect(errorSentence(invalid)).toBe('Billing email is not an e-mail address.');
    expect(fieldMessage('is empty')).toBe('It is empty.');
    expect(fieldMessage('use 1 to 48 letters')).toBe('Use 1 to 48 letters.');
  });

  it('are found for a field by the end of its path', () => {
    expect(fieldProblem(error, 'id')).toBe('It is taken.');
    expect(fieldProblem(error, 'name')).toBeUndefined();
    expect(fieldProblem(null, 'id')).toBeUndefined();
  });

  it('each say what to do, and how long to wait', () => {
    for (const name of localErrorNames) expect(errorText({ name, message: '' }).advice).not.toBe('');
    expect(errorText({ name: 'throttled', message: '', retry_after_seconds: 12.3 }).advice).toBe(
      'Try again in 13 seconds.',
    );
  });

  it('tell the three keychain failures apart', () => {
    const titles = (['keychain_locked', 'keychain_absent', 'keychain_refused'] as const).map(
      (name) => errorText({ name, message: '' }).title,
    );
    expect(new Set(titles).size).toBe(3);
  });
});

it('writes percentages in one manner', () => {
  expect([formatPercent(50), formatPercent(3, 'exact'), formatPercent(12.34, 'exact')]).toEqual([
    '50%',
    '3.0%',
    '12.3%',
  ]);
  expect([formatPercent(-9.4, 'change'), formatPercent(12.34, 'exactChange'), formatPercent(0, 'change')]).toEqual([
    '-9%',
    '+12.3%',
    '0%',
  ]);
});
