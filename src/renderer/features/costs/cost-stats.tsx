import { TriangleAlert } from 'lucide-react';
import type { CostSpike, Forecast } from '../../../contract/api/costs.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { formatPercent, plural } from '../../lib/format.ts';
import { exactMoney, formatMoneyRange, perDay, subtractMicros } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { averageOf, type CostComparison, comparedText, versus } from './comparison.ts';
import { changeText } from './cost-columns.tsx';
import { forecastFromText } from './forecast-text.ts';
import { Money } from './money-text.tsx';
import { markText, monthText, type Period, periodText } from './period.ts';

interface CostStatsProps {
  readonly period: Period;
  readonly totals: AnswerOf<'costs.list'> | undefined;
  readonly loading: boolean;
  /** How the period compares; undefined until it is known. */
  readonly comparison: CostComparison | undefined;
  /** What this month will cost: undefined until it is known, null for a period that ended before it. */
  readonly outlook: AnswerOf<'costs.forecast'> | null | undefined;
  /** The days that cost far more than their like. */
  readonly spikes: readonly CostSpike[];
  readonly onExplain: () => void;
  readonly onOpenDay: (day: string) => void;
}

interface DifferenceProps extends Pick<CostStatsProps, 'comparison' | 'onExplain'> {
  readonly currency: string;
}

/** What the range and the error mean. */
function explain(pastError: Forecast['past_error']): string {
  const range = "The range holds the month's cost 8 times in 10.";
  if (pastError === null) return `${range} There is no whole month before to measure past forecasts by.`;
  const months = plural(pastError.months, 'past month');
  return `${range} Forecasts made on the same day of ${months} were off by ${formatPercent(pastError.mape_percent, 'exact')} on average.`;
}

function ForecastNote({ forecast }: { readonly forecast: Forecast }) {
  const { expected_micros, currency, past_error } = forecast;
  return (
    <Tooltip text={explain(past_error)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable with the keyboard */}
      <span tabIndex={0} className="rounded-sm">
        <Money micros={expected_micros} currency={currency} /> expected
        {past_error !== null && `, past error ${formatPercent(past_error.mape_percent)}`}
      </span>
    </Tooltip>
  );
}

function Difference({ comparison, currency, onExplain }: DifferenceProps) {
  if (comparison === undefined || comparison.reason !== undefined) return <>–</>;
  return (
    <span className="flex items-center gap-2">
      <Money micros={subtractMicros(comparison.after, comparison.before)} currency={currency} change />
      <Button size="sm" onClick={onExplain}>
        What changed
      </Button>
    </span>
  );
}

/** "+12.5% vs. Oct", or why nothing is compared. */
function Versus({ comparison }: { readonly comparison: CostComparison }) {
  if (comparison.reason !== undefined) return <span title={comparison.reason}>{comparison.reason}</span>;
  return (
    <span title={comparedText(comparison)}>
      {changeText(comparison.before, comparison.after)} {versus(comparison)}
    </span>
  );
}

/** What the month will cost, as a range; a dash while there is no telling. */
function ForecastStat({ outlook, loading }: Pick<CostStatsProps, 'outlook' | 'loading'>) {
  const forecast = outlook?.forecast;
  if (!forecast) {
    const note = outlook === null ? 'For the current month only' : outlook && forecastFromText(outlook.forecast_from);
    return <Stat label="Forecast" loading={loading} value="–" note={note} />;
  }
  const { period, low_micros, high_micros, currency } = forecast;
  return (
    <Stat
      label={`Forecast for ${monthText(period.from.slice(0, 7))}`}
      loading={loading}
      value={
        <span title={`${exactMoney(low_micros, currency)} – ${exactMoney(high_micros, currency)}`}>
          {formatMoneyRange(low_micros, high_micros, currency)}
        </span>
      }
      note={<ForecastNote forecast={forecast} />}
    />
  );
}

/** The period in four numbers, and what is unusual in it. */
export function CostStats(props: CostStatsProps) {
  const { period, totals, comparison, loading, outlook, spikes, onOpenDay, onExplain } = props;
  const money = (micros: string) => totals && <Money micros={micros} currency={totals.currency} />;
  const all = totals?.total_micros ?? '0';
  const compared = totals?.compared && { ...totals.compared, amount: totals.compared.total_micros };
  const average = averageOf(period, all, compared, useNow());
  const worst = [...spikes].sort((one, other) => other.score - one.score).slice(0, 4);
  return (
    <div className="shrink-0 px-4 pt-4 pb-2">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(250px,1fr))] gap-x-6 gap-y-3">
        <Stat label="Total" loading={loading} value={money(all)} note={periodText(period)} />
        <Stat
          label="A day on average"
          loading={loading}
          value={money(perDay(average.amount, average.days))}
          note={`over ${plural(average.days, 'day')}${average.amount === all ? '' : ', without today'}`}
        />
        <Stat
          label="Change"
          loading={loading}
          value={<Difference {...{ comparison, onExplain }} currency={totals?.currency ?? 'USD'} />}
          note={comparison && <Versus comparison={comparison} />}
        />
        <ForecastStat {...{ outlook, loading }} />
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
