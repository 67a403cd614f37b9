import { expect, it } from 'vitest';
import { timeInput } from '../../../contract/common.ts';
import { expiryProblem, expiryTime } from './token-expiry.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

it('turns a choice into a time that the API takes', () => {
  expect(expiryTime('30', '', now)).toBe('2026-12-24T12:00:00.000Z');
  expect(expiryTime('none', '', now)).toBeNull();
  expect(timeInput.safeParse(expiryTime('custom', '2027-02-03', now)).success).toBe(true);
});

it('wants a date that is not past; today lasts until its end', () => {
  expect(expiryProblem('90', '', now)).toBeUndefined();
  expect(expiryProblem('custom', '', now)).toBe('Choose a date');
  expect(expiryProblem('custom', '2026-11-20', now)).toBe('Choose a date that is not past');
  expect(expiryProblem('custom', '2026-11-27', now)).toBeUndefined();
});
