import { Link, type LinkProps } from '@tanstack/react-router';
import { Building2, House, type LucideIcon, Mail, Settings, SlidersHorizontal, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMyInvitationsCount, useOrganization, useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { formatNumber } from '../lib/format.ts';
import { ProfileMenu } from './profile-menu.tsx';

interface EntryProps {
  readonly link: LinkProps;
  readonly icon: LucideIcon;
  readonly exact?: boolean;
  readonly count?: number | undefined;
  readonly children: ReactNode;
}

function Entry({ link, icon: Icon, exact = false, count, children }: EntryProps) {
  return (
    <li>
      <Link
        {...link}
        activeOptions={{ exact, includeSearch: false }}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-text data-[status=active]:bg-active data-[status=active]:font-medium data-[status=active]:text-text"
      >
        <Icon aria-hidden size={15} className="shrink-0" />
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {count !== undefined && count > 0 && (
          <span className="font-normal text-muted text-xs tabular-nums">{formatNumber(count)}</span>
        )}
      </Link>
    </li>
  );
}

function OrganizationEntries({ org }: { org: string }) {
  const organization = useOrganization();
  const params = { org };
  return (
    <>
      <Entry link={{ to: '/o/$org', params }} icon={House} exact>
        Home
      </Entry>
      <Entry link={{ to: '/o/$org/members', params }} icon={Users} count={organization?.members_count}>
        Members
      </Entry>
      <Entry link={{ to: '/o/$org/account', params }} icon={Settings}>
        Account
      </Entry>
      <li aria-hidden className="mx-2 my-2 h-px bg-line" />
    </>
  );
}

/** Only what exists is listed. */
export function Sidebar() {
  const org = useOrgIdOrNull();
  return (
    <nav aria-label="Profile and pages" className="flex w-58 shrink-0 flex-col border-line border-r bg-side">
      <div className="p-2">
        <ProfileMenu />
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pb-2">
        {org !== null && <OrganizationEntries org={org} />}
        <Entry link={{ to: '/organizations' }} icon={Building2} count={useOrganizations().loaded}>
          All organizations
        </Entry>
        <Entry link={{ to: '/invitations' }} icon={Mail} count={useMyInvitationsCount()}>
          Invitations
        </Entry>
        <Entry link={{ to: '/account' }} icon={UserRound}>
          My account
        </Entry>
        <Entry link={{ to: '/settings' }} icon={SlidersHorizontal}>
          Settings
        </Entry>
      </ul>
    </nav>
  );
}
