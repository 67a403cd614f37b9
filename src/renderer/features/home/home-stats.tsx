import type { ReactNode } from 'react';
import type { OrganizationSpend } from '../../../contract/api/costs.ts';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { changePercent, exactMoney, formatMoney } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import { Stat } from '../../ui/stat.tsx';
import { comparedText, nothingBefore, versus } from '../costs/comparison.ts';
import { forecastText } from '../costs/forecast-text.ts';
import { justBegan, monthName } from './usage-months.ts';

interface Count {
  readonly label: string;
  readonly value: number;
  readonly note?: ReactNode;
  /** Whether the person's role shows it. */
  readonly shown: boolean;
}

function countsOf({ organization, invitations, teams_count, apps_count }: OrganizationHome): Count[] {
  const { abilities } = organization;
  const expiring = invitations.expiring > 0 && (
    <span className="text-amber-text">{formatNumber(invitations.expiring)} within 48 hours of expiry</span>
  );
  return [
    { label: 'Members', value: organization.members_count, shown: true },
    {
      label: 'Pending invitations',
      value: invitations.pending,
      note: expiring,
      shown: abilities.manage_members === true,
    },
    { label: 'Teams', value: teams_count, shown: abilities.view_teams === true },
    { label: 'Apps', value: apps_count, shown: abilities.view_apps === true },
  ];
}

/** How the month's full days compare with those of the month before. */
function Compared({ spend }: { readonly spend: OrganizationSpend }) {
  const { compared, previous, month } = spend;
  const began = justBegan(month, useNow());
  if (compared === null) return <span title={began}>No full day to compare yet</span>;
  if (!compared || !previous) return null;
  const change = changePercent(previous.total_micros, compared.total_micros);
  const days = { compared, earlier: previous };
  if (change === null) return <span title={comparedText(days)}>{nothingBefore(previous)}</span>;
  return (
    <span title={comparedText(days)}>
      {formatPercent(change, 'change')} {versus(days)}
    </span>
  );
}

/** What the month costs so far, beside the same days of the month before and what it will come to. */
function Spent({ spend, shown }: { readonly spend: OrganizationSpend | null | undefined; readonly shown: boolean }) {
  if (!shown) return <Stat label="Spent this month" value="–" note="Not shown to your role" />;
  if (spend === null || spend === undefined) return null;
  const { currency, month, spent_micros } = spend;
  const forecast = forecastText(spend, currency);
  return (
    <Stat
      label={`Spent in ${monthName(month, 'short')} so far`}
      value={<span title={exactMoney(spent_micros, currency)}>{formatMoney(spent_micros, currency)}</span>}
      note={
        <>
          <span className="block truncate">
            <Compared spend={spend} />
          </span>
          {forecast && <span className="block truncate">{forecast}</span>}
        </>
      }
    />
  );
}

/** The organization in a few numbers; a number that the role does not show is a dash with the reason, never a zero. */
export function HomeStats({ home }: { readonly home: OrganizationHome }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-10 gap-y-3 sm:grid-cols-[repeat(auto-fit,minmax(170px,1fr))]">
      {countsOf(home).map(({ label, value, note, shown }) => (
        <Stat
          key={label}
          label={label}
          value={shown ? formatNumber(value) : '–'}
          note={shown ? note : 'Not shown to your role'}
        />
      ))}
      <Spent spend={home.spend} shown={home.organization.abilities.view_financial_data === true} />
    </dl>
  );
}
