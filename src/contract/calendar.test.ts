import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFutureDay } from './calendar.ts';

const HOUR = 3_600_000;
const dayAt = (millis: number): string => new Date(millis).toISOString().slice(0, 10);
const moments = fc.oneof(
  fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') }),
  fc
    .constantFrom('2026-12-31T23:50:00Z', '2027-01-01T00:10:00Z', '2028-02-29T23:50:00Z', '2026-12-01T11:00:00Z')
    .map((at) => Date.parse(at)),
);

it('accepts today in every time zone of the world, and no day that has begun nowhere', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: -12 * 4, max: 14 * 4 }), (now, quarters) => {
      // What a person's calendar shows, from UTC-12 to UTC+14, also in zones of quarter hours such as Kathmandu's.
      expect(isFutureDay(dayAt(now + (quarters * HOUR) / 4), now)).toBe(false);
      expect(isFutureDay(dayAt(now + 14 * HOUR + 24 * HOUR), now)).toBe(true);
    }),
    { seed: 20261201, numRuns: 5000 },
  );
});

it.each(['Pacific/Auckland', 'Pacific/Kiritimati', 'Asia/Kolkata', 'Pacific/Honolulu', 'Europe/Berlin'])(
  'accepts the day on a calendar in %s',
  (timeZone) => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const accepts = fc.property(moments, (now) => {
      expect(isFutureDay(format.format(now), now)).toBe(false);
    });
    fc.assert(accepts, { numRuns: 500 });
  },
);
