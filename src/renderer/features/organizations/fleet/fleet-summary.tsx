import { TriangleAlert } from 'lucide-react';
import { errorSentence, formatNumber, plural } from '../../../lib/format.ts';
import { formatMoney } from '../../../lib/money.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Stat } from '../../../ui/stat.tsx';
import { Money } from '../../costs/money-text.tsx';
import type { FleetTotals } from './fleet-totals.ts';
import type { FleetFailure } from './use-fleet.ts';

interface SummaryProps {
  readonly totals: FleetTotals;
  readonly organizations: number;
  /** Whether there is a baseline to measure against. */
  readonly measured: boolean;
}

/** What the total leaves out: other currencies are never added, and what one may not see is not known. */
function leftOut({ money, hidden }: FleetTotals, pick: 'spent' | 'forecast'): string {
  const others = money
    .slice(1)
    .map((one) => `${formatMoney(one[pick], one.currency)} in ${plural(one.organizations, 'other')}`);
  return [...others, ...(hidden > 0 ? [`${formatNumber(hidden)} not shown to you`] : [])].join(' · ');
}

/** All organizations as one. */
export function FleetSummary({ totals, organizations, measured }: SummaryProps) {
  const [main] = totals.money;
  const money = (pick: 'spent' | 'forecast') =>
    main === undefined ? '—' : <Money micros={main[pick]} currency={main.currency} />;
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
