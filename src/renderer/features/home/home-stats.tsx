import type { ReactNode } from 'react';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { formatNumber } from '../../lib/format.ts';
import { Stat } from '../../ui/stat.tsx';

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

/** The organization in four numbers; a number that the role does not show is a dash with the reason, never a zero. */
export function HomeStats({ home }: { readonly home: OrganizationHome }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-10 gap-y-3 sm:grid-cols-4">
      {countsOf(home).map(({ label, value, note, shown }) => (
        <Stat
          key={label}
          label={label}
          value={shown ? formatNumber(value) : '–'}
          note={shown ? note : 'Not shown to your role'}
        />
      ))}
    </dl>
  );
}
