import { expect, it } from 'vitest';
import { expiryState } from './expiry-state.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const at = (expires_at: string) => expiryState({ status: 'PENDING', expires_at }, now);

it('is urgent below 48 hours and expired at its time, whatever the kept status says', () => {
  expect(at('2026-11-24T12:00:00.000000Z')).toBe('expired');
  expect(at('2026-11-26T11:59:59.000000Z')).toBe('soon');
  expect(at('2026-11-26T12:00:00.000000Z')).toBe('later');
  expect(expiryState({ status: 'EXPIRED', expires_at: '2027-01-01T00:00:00.000000Z' }, now)).toBe('expired');
  expect(expiryState({ status: 'ACCEPTED', expires_at: '2020-01-01T00:00:00.000000Z' }, now)).toBe('settled');
});
