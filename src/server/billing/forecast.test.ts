import { describe, expect, it } from 'vitest';
import { createRandom } from '../sample-data/random.ts';
import { backTest, forecastMonth } from './forecast.ts';
import { listDays, weekday } from './months.ts';
import { findSpikes } from './spikes.ts';

const days = (from: string, to: string, cost: (day: string, index: number) => number) =>
  new Map(listDays(from, to).map((day, index) => [day, cost(day, index)]));
const working = (day: string): number => (weekday(day) === 0 || weekday(day) === 6 ? 300 : 1000);

describe('a forecast', () => {
  it('knows the weekdays: a steady pattern goes on exactly', () => {
    const history = days('2026-08-01', '2026-11-09', working);
    const whole = listDays('2026-11-01', '2026-11-30').reduce((sum, day) => sum + working(day), 0);
    const { expected, low, high } = forecastMonth(history, '2026-11', '2026-11-10', 0);
    expect(Math.abs(expected - whole) / whole).toBeLessThan(0.002);
    expect(low).toBeLessThanOrEqual(expected);
    expect(high - low).toBeLessThan(whole * 0.05);
  });

  it('follows a trend, and half of it beyond what was seen', () => {
    const history = days('2026-08-01', '2026-11-09', (_, index) => 1000 + 10 * index);
    const flat = 22 * 1000;
    const { days: expected } = forecastMonth(history, '2026-11', '2026-11-10', 0);
    const sum = expected.reduce((total, one) => total + one.expected, 0);
    expect(sum).toBeGreaterThan(flat * 1.9);
    expect(sum).toBeLessThan(flat * 2.2);
  });

  it('never expects less than what today has cost, or anything where nothing was ever used', () => {
    expect(forecastMonth(new Map(), '2026-11', '2026-11-10', 0)).toMatchObject({ expected: 0, low: 0, high: 0 });
    const busy = forecastMonth(new Map(), '2026-11', '2026-11-10', 5000);
    expect(busy.expected).toBeGreaterThanOrEqual(5000);
    expect(busy.low).toBeGreaterThanOrEqual(5000);
  });

  it('is tested against the months that are over: within a tenth where days vary by a fifth', () => {
    const random = createRandom(3);
    const history = days(
      '2026-03-01',
      '2026-11-11',
      (day, index) => working(day) * (1 + index / 500) * (0.8 + random.next() * 0.4),
    );
    const months = ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05'];
    const error = backTest(history, '2026-11-12', months);
    expect(error?.months).toBe(6);
    expect(error?.mape_percent).toBeLessThan(10);
    expect(backTest(new Map(), '2026-11-12', months)).toBeNull();
  });

  it('has a range that holds about eight months of ten', () => {
    let within = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(seed);
      const all = days('2026-08-01', '2026-11-30', (day) => working(day) * (0.5 + random.next()));
      const history = new Map([...all].filter(([day]) => day < '2026-11-12'));
      const { low, high } = forecastMonth(history, '2026-11', '2026-11-12', 0);
      const whole = listDays('2026-11-01', '2026-11-30').reduce((sum, day) => sum + (all.get(day) ?? 0), 0);
      if (low <= whole && whole <= high) within += 1;
    }
    expect(within).toBeGreaterThan(140);
    expect(within).toBeLessThan(196);
  });
});

describe('spikes', () => {
  it('are days far above their like, whatever the weekends do', () => {
    const random = createRandom(5);
    const costs = days('2026-09-01', '2026-11-20', (day) => working(day) * (0.9 + random.next() * 0.2));
    expect(findSpikes(costs, '2026-10-01', '2026-11-20')).toEqual([]);
    costs.set('2026-11-10', 4000);
    // A working day's cost on a Sunday is a spike too.
    costs.set('2026-11-15', 1000);
    const found = findSpikes(costs, '2026-10-01', '2026-11-20');
    expect(found.map(({ day }) => day)).toEqual(['2026-11-10', '2026-11-15']);
    expect(found[0]?.typical).toBeGreaterThan(900);
    expect(found[0]?.score).toBeGreaterThan(10);
  });
});
