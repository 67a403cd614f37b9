import type { Budget, BudgetThreshold } from '../../../contract/api/budgets.ts';
import { cx } from '../../lib/cx.ts';
import { formatPercent } from '../../lib/format.ts';
import { forecastText } from '../costs/forecast-text.ts';

const COLORS = { ok: 'bg-accent', warning: 'bg-amber-mark', over: 'bg-red-mark' } as const;

const thresholdText = ({ percent, basis }: BudgetThreshold): string =>
  `${formatPercent(percent)} ${basis === 'actual' ? 'spent' : 'forecast'}`;

/** How much of a budget is spent and expected, with its thresholds on the bar. */
export function BudgetProgress({ budget }: { readonly budget: Budget }) {
  const { spent_percent, forecast_percent, currency, state, thresholds } = budget;
  // What goes beyond the budget needs room as well.
  const most = Math.max(100, spent_percent, forecast_percent ?? 0, ...thresholds.map(({ percent }) => percent));
  const place = (percent: number) => `${(Math.min(percent, most) / most) * 100}%`;
  const forecast = forecastText(budget, currency);
  return (
    <>
      <div
        role="img"
        aria-label={`${formatPercent(spent_percent)} spent. ${forecast}`}
        className="relative h-2 rounded-sm bg-active"
      >
        {forecast_percent !== null && (
          <span
            className="absolute inset-y-0 left-0 rounded-sm bg-line-strong"
            style={{ width: place(forecast_percent) }}
          />
        )}
        <span
          className={cx('absolute inset-y-0 left-0 rounded-sm', COLORS[state])}
          style={{ width: place(spent_percent) }}
        />
        {thresholds.map((threshold) => (
          <span
            key={thresholdText(threshold)}
            title={`Alert at ${thresholdText(threshold)}`}
            className="-inset-y-1 absolute w-0.5 bg-text"
            style={{ left: `calc(${place(threshold.percent)} - 1px)` }}
          />
        ))}
      </div>
      <p className="mt-1 text-muted text-xs tabular-nums">
        {formatPercent(spent_percent)} spent · {forecast} · Alerts at {thresholds.map(thresholdText).join(', ')}
      </p>
    </>
  );
}
