import { TriangleAlert } from 'lucide-react';
import type { CostSpike, Forecast } from '../../../contract/api/costs.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { formatPercent, plural } from '../../lib/format.ts';
import { perDay, subtractMicros } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { changeText } from './cost-columns.tsx';
import { Money } from './money-text.tsx';
import { daysSoFar, markText, monthText, type Period, periodText } from './period.ts';

interface CostStatsProps {
  readonly period: Period;
  readonly totals: AnswerOf<'costs.list'> | undefined;
  readonly loading: boolean;
  readonly forecast: Forecast | undefined;
  /** The days that cost far more than their like. */
  readonly spikes: readonly CostSpike[];
  readonly onExplain: () => void;
  readonly onOpenDay: (day: string) => void;
}

/** What the range and the error mean. */
function explain(pastError: Forecast['past_error']): string {
  const range = "The range holds the month's cost 8 times in 10.";
  if (pastError === null) return `${range} There is no whole month before to measure past forecasts by.`;
  const months = plural(pastError.months, 'past month');
  return `${range} Forecasts made on the same day of ${months} were off by ${formatPercent(pastError.mape_percent, 'exact')} on average.`;
}

function ForecastNote({ forecast }: { readonly forecast: Forecast }) {
  const { low_micros, high_micros, currency, past_error } = forecast;
  return (
    <Tooltip text={explain(past_error)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable with the keyboard */}
      <span tabIndex={0} className="rounded-sm">
        <Money micros={low_micros} currency={currency} /> to <Money micros={high_micros} currency={currency} />
        {past_error !== null && `, past error ${formatPercent(past_error.mape_percent)}`}
      </span>
    </Tooltip>
  );
}

function Difference({ totals, onExplain }: Pick<CostStatsProps, 'totals' | 'onExplain'>) {
  if (totals?.previous === undefined) return <>–</>;
  const { total_micros, currency, previous } = totals;
  return (
    <span className="flex items-center gap-2">
      <Money micros={subtractMicros(total_micros, previous.total_micros)} currency={currency} change />
      <Button size="sm" onClick={onExplain}>
        What changed
      </Button>
    </span>
  );
}

type Before = NonNullable<AnswerOf<'costs.list'>['previous']>;

/** "+12.5% on 8 Oct – 31 Oct 2026", or that nothing was spent then. */
const comparison = (before: Before, now: string): string =>
  before.total_micros === '0'
    ? `nothing from ${periodText(before)}`
    : `${changeText(before.total_micros, now)} on ${periodText(before)}`;

/** The period in four numbers, and what is unusual in it. */
export function CostStats(props: CostStatsProps) {
  const { period, totals, loading, forecast, spikes, onOpenDay, onExplain } = props;
  const money = (micros: string) => totals && <Money micros={micros} currency={totals.currency} />;
  const days = daysSoFar(period, useNow());
  const previous = totals?.previous;
  const worst = [...spikes].sort((one, other) => other.score - one.score).slice(0, 4);
  return (
    <div className="shrink-0 px-4 pt-4 pb-2">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(250px,1fr))] gap-x-6 gap-y-3">
        <Stat label="Total" loading={loading} value={money(totals?.total_micros ?? '0')} note={periodText(period)} />
        <Stat
          label="A day on average"
          loading={loading}
          value={money(perDay(totals?.total_micros ?? '0', days))}
          note={`over ${days} ${days === 1 ? 'day' : 'days'}`}
        />
        <Stat
          label="Against the period before"
          loading={loading}
          value={<Difference {...{ totals, onExplain }} />}
          note={previous && comparison(previous, totals?.total_micros ?? '0')}
        />
        <Stat
          label={forecast ? `Forecast for ${monthText(forecast.period.from.slice(0, 7))}` : 'Forecast'}
          loading={loading}
          value={forecast ? <Money micros={forecast.expected_micros} currency={forecast.currency} /> : '–'}
          note={forecast && <ForecastNote forecast={forecast} />}
        />
      </dl>
      {spikes.length > 0 && (
        <p className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-amber-text">
          <TriangleAlert aria-hidden size={14} className="shrink-0" />
          Unusually high:
          {worst.map(({ day, cost_micros, typical_micros }) => (
            <button key={day} type="button" className="underline" onClick={() => onOpenDay(day)}>
              {markText(day)}: {totals && <Money micros={cost_micros} currency={totals.currency} />}
              {totals && (
                <>
                  , usually <Money micros={typical_micros} currency={totals.currency} />
                </>
              )}
            </button>
          ))}
          {spikes.length > 4 && `and ${spikes.length - 4} more days`}
        </p>
      )}
    </div>
  );
}
