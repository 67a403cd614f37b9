import { expect, test } from 'vitest';
import { DATES, datesOfToday, timeEnv, ZONES } from './test-time.js';

const midnight = Date.parse('2026-12-01T00:00:00Z');

test('turns a time into an offset and a zone into the variables that programs and pages read', () => {
  expect(timeEnv({ at: '2026-12-02T01:00:00+01:00', zone: 'Asia/Kolkata' }, midnight)).toEqual({
    STEWARD_CLOCK_OFFSET_MS: '86400000',
    TZ: 'Asia/Kolkata',
    STEWARD_TEST_ZONE: 'Asia/Kolkata',
  });
  expect(timeEnv({}, midnight)).toEqual({});
});

test.each(['tomorrow', '2028-02-29', '2028-13-01T00:00:00Z', '2028-02-29T23:50:00'])('refuses --at %s', (at) => {
  expect(() => timeEnv({ at }, midnight)).toThrow('--at must be a time such as');
});

test('refuses a zone that does not exist', () => {
  expect(() => timeEnv({ zone: 'Pacific/Atlantis' }, midnight)).toThrow('--zone must be a time zone');
});

test('sees every date from every zone in turn', () => {
  const seen = new Set();
  for (let day = 0; day < DATES.length * ZONES.length; day++)
    for (const { at, zone } of datesOfToday(midnight + day * 86_400_000)) seen.add(`${at} ${zone}`);
  expect(seen.size).toBe(DATES.length * ZONES.length);
});
