import { describe, expect, it } from 'vitest';
import { beginAttempt, noteSuccess } from './throttle.ts';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
let count = 0;
const fresh = () => `throttle-test-${++count}`;
/** The seconds to wait that an attempt is told; 0 where it is let through. */
const attempt = (bucket: string, now: number, free = 5): number => {
  try {
    beginAttempt(bucket, free, now);
    return 0;
  } catch (error) {
    return (error as { retryAfterSeconds: number }).retryAfterSeconds;
  }
};

describe('a throttle', () => {
  it('lets the free attempts through and doubles the wait after each further one, up to a quarter of an hour', () => {
    const bucket = fresh();
    let now = 0;
    const waits: number[] = [];
    for (let index = 0; index < 20; index++) {
      expect(attempt(bucket, now)).toBe(0);
      const wait = attempt(bucket, now);
      // Within the free ones, asking how long to wait is an attempt as well.
      if (wait === 0) continue;
      waits.push(wait);
      now += wait * SECOND;
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(900);
  });

  it('forgets after a success, and a day after the last wait', () => {
    const [one, other] = [fresh(), fresh()];
    for (let index = 0; index < 5; index++) {
      attempt(one, 0);
      attempt(other, 0);
    }
    expect([attempt(one, 0), attempt(other, 0)]).toEqual([2, 2]);
    noteSuccess(one);
    expect(attempt(one, 0)).toBe(0);
    expect([attempt(other, 2 * SECOND + DAY), attempt(other, 2 * SECOND + DAY)]).toEqual([0, 0]);
  });

  it('counts each bucket for itself, with as many free attempts as it is given', () => {
    const bucket = fresh();
    expect(Array.from({ length: 60 }, () => attempt(bucket, 0, 60))).toEqual(Array(60).fill(0));
    expect([attempt(bucket, 0, 60), attempt(fresh(), 0)]).toEqual([2, 0]);
  });
});
