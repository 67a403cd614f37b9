import { expect, it } from 'vitest';
import { type ChartCosts, dataOf, sayMark } from './chart-data.ts';
import { moneyMeasure } from './measure.ts';

const costs: ChartCosts = {
  marks: ['2026-11-01', '2026-11-02', '2026-11-03'],
  series: [{ id: 'a', name: 'Compute', total: '3000000', byMark: new Map([['2026-11-01', '3000000']]) }],
  total: new Map([['2026-11-01', '3500000']]),
  before: new Map([
    ['2026-11-01', '0'],
    ['2026-11-03', '1000000'],
  ]),
};

it('has a zero for a day without usage, and a gap for one that has not begun or has no earlier counterpart', () => {
  expect(dataOf(costs, '2026-11-02')).toEqual([
    { mark: '2026-11-01', total: 3.5, before: 0, s0: 3 },
    { mark: '2026-11-02', total: 0, before: null, s0: 0 },
    { mark: '2026-11-03', total: null, before: 1, s0: null },
  ]);
});

it('says a mark, and one group of it', () => {
  const money = moneyMeasure('USD');
  expect(sayMark({ mark: '2026-11-01', series: undefined }, costs, money)).toMatch(/: \$3\.50$/);
  expect(sayMark({ mark: '2026-11-01', series: 0 }, costs, money)).toMatch(/, Compute: \$3\.00 of \$3\.50$/);
});
