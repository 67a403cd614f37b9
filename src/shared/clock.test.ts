import { expect, test } from 'vitest';
import { clockOf, createClock, readClockOffset } from './clock.ts';

test('runs ahead of the computer by its offset', () => {
  const year = 365 * 86_400_000;
  const clock = createClock(() => year);
  const before = clock.fileTime() + year;
  const at = clock.now();
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(clock.fileTime() + year);
  expect(Date.parse(clock.timestamp())).toBeGreaterThanOrEqual(at);
  expect(clock.date().getTime()).toBeGreaterThanOrEqual(at);
});

test('takes the offset of a process from its environment', () => {
  expect(clockOf({ STEWARD_CLOCK_OFFSET_MS: '60000' }).offset()).toBe(60_000);
  expect(clockOf({}).offset()).toBe(0);
});

test.each([
  [undefined, 0],
  ['', 0],
  ['86400000', 86_400_000],
  ['-1', -1],
])('reads the offset %s as %s ms', (value, offset) => {
  expect(readClockOffset(value)).toBe(offset);
});

test.each(['tomorrow', '1.5', '1e400', '9007199254740993'])('refuses the offset %s by name', (value) => {
  expect(() => readClockOffset(value)).toThrow('STEWARD_CLOCK_OFFSET_MS must be a whole number of milliseconds');
});
