import type { Budget } from '../../../contract/api/budgets.ts';
import { cx } from '../../lib/cx.ts';
import { formatPercent } from '../../lib/format.ts';
import { formatMoney } from '../../lib/money.ts';

const COLORS = { ok: 'bg-accent', warning: 'bg-amber-mark', over: 'bg-red-mark' } as const;

/** How much of a budget is spent and expected, with its thresholds as marks on the bar. */
export function BudgetProgress({ budget }: { readonly budget: Budget }) {
  const { spent_percent, forecast_percent, forecast_micros, currency, state, thresholds } = budget;
  // What goes beyond the budget needs room as well.
  const most = Math.max(100, spent_percent, forecast_percent, ...thresholds.map(({ percent }) => percent));
  const place = (percent: number) => `${(Math.min(percent, most) / most) * 100}%`;
  return (
    <>
      <div
        role="img"
        aria-label={`${formatPercent(spent_percent)} spent, ${formatPercent(forecast_percent)} expected`}
        className="relative h-2 rounded-sm bg-active"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-sm bg-line-strong"
          style={{ width: place(forecast_percent) }}
        />
        <span
          className={cx('absolute inset-y-0 left-0 rounded-sm', COLORS[state])}
          style={{ width: place(spent_percent) }}
        />
        {thresholds.map(({ percent, basis }) => (
          <span
            key={`${percent} ${basis}`}
            title={`Alert at ${formatPercent(percent)} ${basis === 'actual' ? 'spent' : 'expected'}`}
            className="-inset-y-1 absolute w-0.5 bg-text"
            style={{ left: `calc(${place(percent)} - 1px)` }}
          />
        ))}
      </div>
      <p className="mt-1 text-muted text-xs tabular-nums">
        {formatPercent(spent_percent)} spent, {formatPercent(forecast_percent)} expected (
        {formatMoney(forecast_micros, currency)}); alerts at{' '}
        {thresholds
          .map(({ percent, basis }) => `${formatPercent(percent)} ${basis === 'actual' ? 'spent' : 'expected'}`)
          .join(', ')}
      </p>
    </>
  );
}
