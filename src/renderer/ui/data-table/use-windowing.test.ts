import { describe, expect, it } from 'vitest';
import { HEAD_HEIGHT, ROW_HEIGHT } from './types.ts';
import { spanInView, spanToDraw, spanWithin } from './use-windowing.ts';

const heightOf = (rows: number) => HEAD_HEIGHT + rows * ROW_HEIGHT;

describe('the rows in view', () => {
  it('are those below the head, a part of one as well', () => {
    expect(spanInView({ scrollTop: 0, clientHeight: heightOf(20) })).toEqual({ from: 0, to: 20 });
    expect(spanInView({ scrollTop: 1, clientHeight: heightOf(20) })).toEqual({ from: 0, to: 21 });
    expect(spanInView({ scrollTop: 5 * ROW_HEIGHT, clientHeight: heightOf(20) })).toEqual({ from: 5, to: 25 });
  });

  it('are none where there is no room', () => {
    expect(spanInView({ scrollTop: 0, clientHeight: 0 })).toEqual({ from: 0, to: 0 });
  });
});

describe('the rows to draw', () => {
  it('are those in view first, after a jump, and then those around them', () => {
    const inView = { from: 500, to: 520 };
    const first = spanToDraw({ from: 0, to: 30 }, inView);
    expect(first).toEqual(inView);
    expect(spanToDraw(first, inView)).toEqual({ from: 490, to: 530 });
  });

  it('stay as they are while enough of them are ahead', () => {
    const drawn = { from: 490, to: 530 };
    expect(spanToDraw(drawn, { from: 505, to: 525 })).toBe(drawn);
    expect(spanToDraw(drawn, { from: 506, to: 526 })).toEqual({ from: 496, to: 536 });
    expect(spanToDraw(drawn, { from: 494, to: 514 })).toEqual({ from: 484, to: 524 });
  });

  it('begin with the first at the top', () => {
    expect(spanToDraw({ from: 0, to: 30 }, { from: 2, to: 22 })).toEqual({ from: 0, to: 30 });
    expect(spanToDraw({ from: 0, to: 20 }, { from: 0, to: 20 })).toEqual({ from: 0, to: 30 });
  });

  it('are the last of a list that became shorter', () => {
    expect(spanWithin({ from: 500, to: 530 }, 100)).toEqual({ from: 70, to: 100 });
    expect(spanWithin({ from: 500, to: 530 }, 10)).toEqual({ from: 0, to: 10 });
    expect(spanWithin({ from: 0, to: 30 }, 100)).toEqual({ from: 0, to: 30 });
    expect(spanWithin({ from: 0, to: 30 }, 0)).toEqual({ from: 0, to: 0 });
  });
});
