import { expect, it } from 'vitest';
import { createAllowance } from './allowance.ts';

it('lets 30 a minute through, and says afterwards how many it left out', () => {
  const { take } = createAllowance();
  const taken = Array.from({ length: 42 }, (_, index) => take('eve org', index));
  expect(taken.filter((one) => one !== null)).toEqual(Array(30).fill(0));
  expect(take('bob org', 50)).toBe(0);
  expect(take('eve org', 59_999)).toBe(null);
  expect([take('eve org', 60_000), take('eve org', 60_001)]).toEqual([13, 0]);
});
