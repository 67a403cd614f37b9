import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber, plural, roleName } from '../../../lib/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { forecastText } from '../../costs/forecast-text.ts';
import { Money } from '../../costs/money-text.tsx';
import { type FleetPlace, goToPlace, PLACES, placeOfGap } from './fleet-places.ts';
import type { FleetRow } from './fleet-row.ts';

interface FleetPanelProps {
  readonly row: FleetRow;
  /** Whether there is a baseline to measure against. */
  readonly measured: boolean;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

interface LineProps {
  readonly row: FleetRow;
  readonly place: FleetPlace;
  readonly children: ReactNode;
}

/** A line that leads to its page. */
const Line = ({ row, place, children }: LineProps) => (
  <li>
    <button
      type="button"
      onClick={() => goToPlace(row, place)}
      className="-mx-2 flex min-h-8 w-[calc(100%+16px)] items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1 break-words">{children}</span>
      <ArrowRight aria-hidden size={14} className="shrink-0 text-muted" />
    </button>
  </li>
);

function GapList({ row, measured }: Pick<FleetPanelProps, 'row' | 'measured'>) {
  const { gaps } = row;
  if (!measured) return <p className="text-muted">The model of the baseline cannot be seen now.</p>;
  if (gaps === null) return <p className="text-muted">Its policies are not shown to you.</p>;
  if (gaps.length === 0) return <p>It keeps the baseline in everything that is shown to you.</p>;
  return (
    <ul>
      {gaps.map((gap) => (
        <Line key={gap.text} row={row} place={placeOfGap(gap)}>
          {gap.text}
        </Line>
      ))}
    </ul>
  );
}

function Figures({ row }: { readonly row: FleetRow }) {
  const { organization, admins_count: admins, invitations, spend } = row;
  return (
    <ul>
      <Line row={row} place={PLACES.members}>
        {plural(organization.members_count, 'person', 'people')}
        {admins !== null && `, ${plural(admins, 'admin')}`}
      </Line>
      <Line row={row} place={PLACES.invitations}>
        {plural(organization.pending_invitations_count, 'pending invitation')}
        {invitations !== null && `, ${formatNumber(invitations.expiring)} expiring within two days`}
        {invitations?.next_expires_at && (
          <span className="text-muted">
            {' '}
            · the next <RelativeTime time={invitations.next_expires_at} />
          </span>
        )}
      </Line>
      {spend !== null && (
        <Line row={row} place={PLACES.costs}>
          <Money micros={spend.spent_micros} currency={spend.currency} /> spent this month ·{' '}
          {forecastText(spend, spend.currency)}
        </Line>
      )}
      {spend !== null && (
        <Line row={row} place={PLACES.budgets}>
          {spend.budget_state === 'none'
            ? 'No budget'
            : { ok: 'Within its budgets', warning: 'A budget warns', over: 'Over a budget' }[spend.budget_state]}
          {spend.open_invoices_count > 0 && `, ${plural(spend.open_invoices_count, 'open invoice')}`}
        </Line>
      )}
    </ul>
  );
}

/** One organization beside the list: every figure and gap, each leading to where it is changed. */
export function FleetPanel({ row, measured, ...panel }: FleetPanelProps) {
  const { organization, kept_out } = row;
  return (
    <Panel title={organization.name} subtitle={`${roleName(organization.role_id)} · ${row.account.label}`} {...panel}>
      {kept_out && (
        <p className="mb-4">Your token is kept out of this organization: its rules for tokens, or an admin, say so.</p>
      )}
      <h3 className="mb-1 font-medium text-muted text-xs">Now</h3>
      <Figures row={row} />
      <h3 className="mt-5 mb-1 font-medium text-muted text-xs">Against the baseline</h3>
      <GapList row={row} measured={measured} />
      <p className="mt-5 text-muted text-xs">
        As of <RelativeTime time={row.asOf} />
      </p>
    </Panel>
  );
}
