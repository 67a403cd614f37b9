import type { ReactNode } from 'react';
import type { OrganizationSpend } from '../../../contract/api/costs.ts';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { changePercent, exactMoney, formatMoney } from '../../lib/money.ts';
import { Stat } from '../../ui/stat.tsx';
import { forecastText } from '../costs/forecast-text.ts';
import { monthName } from './usage-months.ts';

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

/** What the month costs so far, beside the same days of the month before and what it will come to. */
function Spent({ spend, shown }: { readonly spend: OrganizationSpend | null | undefined; readonly shown: boolean }) {
  if (!shown) return <Stat label="Spent this month" value="–" note="Not shown to your role" />;
  if (spend === null || spend === undefined) return null;
  const { currency, month, spent_micros, previous_micros } = spend;
  const change = changePercent(previous_micros, spent_micros);
  return (
    <Stat
      label={`Spent in ${monthName(month, 'short')} so far`}
      value={<span title={exactMoney(spent_micros, currency)}>{formatMoney(spent_micros, currency)}</span>}
      note={
        <span title={change === null ? undefined : 'The change is against the same days of the month before.'}>
          {change !== null && `${formatPercent(change, 'change')} · `}
          {forecastText(spend, currency)}
        </span>
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
