import type { ReactNode } from 'react';
import { ROLE_IDS } from '../../../../contract/permissions.ts';
import { formatNumber, plural, roleName } from '../../../lib/format.ts';
import { roughly } from '../../../lib/money.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import type { Column } from '../../../ui/data-table/types.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { forecastText } from '../../costs/forecast-text.ts';
import { Money } from '../../costs/money-text.tsx';
import { type FleetPlace, goToPlace, PLACES } from './fleet-places.ts';
import { type FleetRow, SPEND_STATES, type SpendState, spendState } from './fleet-row.ts';

interface CellLinkProps {
  readonly row: FleetRow;
  readonly place: FleetPlace;
  /** Where it leads. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A figure that leads to its page. The row's details have the same links for the keyboard. */
const CellLink = ({ row, place, label, children }: CellLinkProps) => (
  <button
    type="button"
    tabIndex={-1}
    title={`${label} of ${row.organization.name}`}
    onClick={() => goToPlace(row, place)}
    className="max-w-full truncate rounded-sm align-middle hover:underline"
  >
    {children}
  </button>
);

/** What one may not see is said, not left empty. */
const NotShown = ({ row }: { readonly row: FleetRow }) => (
  <span
    className="text-muted"
    title={row.kept_out ? 'Your token is kept out of this organization.' : 'Your role does not show this.'}
  >
    Not shown
  </span>
);

const STATES: Readonly<Record<SpendState, ReactNode>> = {
  over: <Badge tone="red">Over</Badge>,
  warning: <Badge tone="amber">Warning</Badge>,
  ok: <Badge tone="green">Within</Badge>,
  none: <span className="text-muted">No budget</span>,
};

function Gaps({ row }: { readonly row: FleetRow }) {
  const { gaps } = row;
  if (gaps === null) return <NotShown row={row} />;
  if (gaps.length === 0) return <Badge tone="green">None</Badge>;
  return (
    <CellLink row={row} place={PLACES.security} label={`${gaps.map(({ text }) => text).join('\n')}\nSecurity`}>
      <Badge tone="amber">{plural(gaps.length, 'gap')}</Badge>
    </CellLink>
  );
}

function Invitations({ row }: { readonly row: FleetRow }) {
  const { invitations, organization } = row;
  const { pending_invitations_count: pending } = organization;
  if (pending === 0) return <span className="text-muted">None</span>;
  const expiring = invitations?.expiring ?? 0;
  return (
    <CellLink row={row} place={PLACES.invitations} label="Pending invitations">
      {expiring > 0 ? (
        <Badge tone="amber">
          {formatNumber(expiring)} of {formatNumber(pending)} expiring
        </Badge>
      ) : (
        `${formatNumber(pending)} pending`
      )}
    </CellLink>
  );
}

const amount = (
  pick: 'spent_micros' | 'forecast_micros',
  label: string,
): Pick<Column<FleetRow>, 'cell' | 'sortValue'> => ({
  sortValue: ({ spend }) => roughly(spend?.[pick] ?? '-1000000'),
  cell: (row) => {
    if (row.spend === null) return <NotShown row={row} />;
    const micros = row.spend[pick];
    if (micros === null)
      return (
        <span className="text-muted" title={forecastText(row.spend, row.spend.currency)}>
          –
        </span>
      );
    return (
      <CellLink row={row} place={PLACES.costs} label={label}>
        <Money micros={micros} currency={row.spend.currency} />
      </CellLink>
    );
  },
});

const ACCOUNT: Column<FleetRow> = {
  id: 'account',
  header: 'Account',
  min: 120,
  optional: 'shown',
  sortValue: ({ account }) => account.label,
  cell: ({ account }) => (
    <span className="truncate text-muted" title={account.label}>
      {account.label}
    </span>
  ),
};

const COLUMNS: readonly Column<FleetRow>[] = [
  {
    id: 'name',
    header: 'Organization',
    min: 170,
    grow: 3,
    sortValue: ({ organization }) => organization.name.toLocaleLowerCase(),
    cell: ({ organization: { id, name, image } }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar id={id} name={name} image={image} kind="organization" size={20} />
        <bdi className="truncate font-medium" title={name}>
          {name}
        </bdi>
      </span>
    ),
  },
  {
    id: 'role',
    header: 'Your role',
    min: 130,
    optional: 'hidden',
    sortValue: ({ organization }) => ROLE_IDS.indexOf(organization.role_id),
    cell: ({ organization }) => roleName(organization.role_id),
  },
  {
    id: 'people',
    header: 'People',
    width: 88,
    align: 'end',
    sortValue: ({ organization }) => organization.members_count,
    cell: (row) => (
      <CellLink row={row} place={PLACES.members} label="Members">
        {formatNumber(row.organization.members_count)}
      </CellLink>
    ),
  },
  {
    id: 'invitations',
    header: 'Invitations',
    width: 148,
    sortValue: ({ invitations, organization }) =>
      (invitations?.expiring ?? 0) * 1_000_000 + organization.pending_invitations_count,
    cell: (row) => <Invitations row={row} />,
  },
  { id: 'spent', header: 'Spent', width: 120, align: 'end', ...amount('spent_micros', 'Spend') },
  { id: 'forecast', header: 'Forecast', width: 120, align: 'end', ...amount('forecast_micros', 'Forecast') },
  {
    id: 'budget',
    header: 'Budget',
    width: 104,
    optional: 'shown',
    sortValue: (row) => SPEND_STATES.indexOf(spendState(row) ?? 'none'),
    cell: (row) => {
      const state = spendState(row);
      return state === null ? (
        <NotShown row={row} />
      ) : (
        <CellLink row={row} place={PLACES.budgets} label="Budgets">
          {STATES[state]}
        </CellLink>
      );
    },
  },
  {
    id: 'gaps',
    header: 'Policy gaps',
    width: 112,
    sortValue: ({ gaps }) => gaps?.length ?? -1,
    cell: (row) => <Gaps row={row} />,
  },
  {
    id: 'as_of',
    header: 'As of',
    width: 112,
    optional: 'shown',
    sortValue: ({ asOf }) => asOf,
    cell: ({ asOf }) => (
      <span className="text-muted">
        <RelativeTime time={asOf} />
      </span>
    ),
  },
];

/** The figures of each organization; with its account where there are several. */
export const fleetColumns = (several: boolean): readonly Column<FleetRow>[] => {
  const [name, ...others] = COLUMNS;
  return name !== undefined && several ? [name, ACCOUNT, ...others] : COLUMNS;
};
