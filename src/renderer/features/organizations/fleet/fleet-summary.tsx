import { TriangleAlert } from 'lucide-react';
import { errorSentence, formatNumber, plural } from '../../../lib/format.ts';
import { formatMoney } from '../../../lib/money.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Stat } from '../../../ui/stat.tsx';
import { forecastFromText } from '../../costs/forecast-text.ts';
import { Money } from '../../costs/money-text.tsx';
import type { FleetTotals, MoneyTotal } from './fleet-totals.ts';
import type { FleetFailure } from './use-fleet.ts';

interface SummaryProps {
  readonly totals: FleetTotals;
  readonly organizations: number;
  /** Whether there is a baseline to measure against. */
  readonly measured: boolean;
}

/** Which organizations the forecast leaves out, and until when. */
function withoutForecast({ forecast, unforecast, forecast_from }: MoneyTotal): string[] {
  if (forecast === null) return [forecastFromText(forecast_from)];
  return unforecast === 0 ? [] : [`${plural(unforecast, 'organization')} without a forecast yet`];
}

/** What the total leaves out: other currencies are never added, and what one may not see is not known. */
function leftOut({ money, hidden }: FleetTotals, pick: 'spent' | 'forecast'): string {
  const [main, ...rest] = money;
  const others = rest.flatMap((one) => {
    const sum = one[pick];
    return sum === null ? [] : `${formatMoney(sum, one.currency)} in ${plural(one.organizations, 'other')}`;
  });
  return [
    ...(pick === 'forecast' && main !== undefined ? withoutForecast(main) : []),
    ...others,
    ...(hidden > 0 ? [`${formatNumber(hidden)} not shown to you`] : []),
  ].join(' · ');
}

/** All organizations as one. */
export function FleetSummary({ totals, organizations, measured }: SummaryProps) {
  const [main] = totals.money;
  const money = (pick: 'spent' | 'forecast') => {
    const micros = main?.[pick];
    return main === undefined || micros == null ? '–' : <Money micros={micros} currency={main.currency} />;
  };
  return (
    <dl className="flex shrink-0 flex-wrap gap-x-10 gap-y-3 border-line border-b px-4 py-3">
      <Stat label="People" value={formatNumber(totals.people)} note={`in ${plural(organizations, 'organization')}`} />
      <Stat
        label="Invitations that expire"
        value={formatNumber(totals.expiring)}
        note={`of ${formatNumber(totals.pending)} pending`}
      />
      <Stat
        label={`Spent this month${main === undefined ? '' : `, ${main.currency}`}`}
        value={money('spent')}
        note={leftOut(totals, 'spent')}
      />
      <Stat
        label={`Forecast${main === undefined ? '' : `, ${main.currency}`}`}
        value={money('forecast')}
        note={leftOut(totals, 'forecast')}
      />
      <Stat
        label="Policy gaps"
        value={measured ? formatNumber(totals.gaps) : '—'}
        note={measured ? `in ${plural(totals.withGaps, 'organization')}` : 'no baseline'}
      />
    </dl>
  );
}

/** Accounts that did not answer, beside what the others did. */
export const FleetFailures = ({
  failures,
  onRetry,
}: {
  readonly failures: readonly FleetFailure[];
  readonly onRetry: () => void;
}) => (
  <>
    {failures.map(({ account, error, shown }) => (
      <Banner
        key={account.id}
        tone="amber"
        icon={TriangleAlert}
        actions={
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {account.label} did not answer: {errorSentence(error)}{' '}
        {shown ? 'Its organizations are shown as they last were.' : 'Its organizations are missing here.'}
      </Banner>
    ))}
  </>
);
