import { Link } from '@tanstack/react-router';
import { useUnreadCount } from '../features/notifications/use-notifications.ts';
import { useMyInvitationsCount, useOrganization, useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { formatNumber } from '../lib/format.ts';
import { ORGANIZATION_PLACES, OWN_PLACES, PERSON_PLACES, type Place } from './navigation.ts';
import { ProfileMenu } from './profile-menu.tsx';

interface EntryProps {
  readonly place: Place;
  readonly org?: string;
  readonly count?: number | undefined;
}

function Entry({ place: { label, icon: Icon, to, exact = false }, org, count = 0 }: EntryProps) {
  return (
    <li>
      <Link
        to={to}
        params={{ org }}
        activeOptions={{ exact, includeSearch: false }}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-text data-[status=active]:bg-active data-[status=active]:font-medium data-[status=active]:text-text"
      >
        <Icon aria-hidden size={15} className="shrink-0" />
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count > 0 && <span className="font-normal text-muted text-xs tabular-nums">{formatNumber(count)}</span>}
      </Link>
    </li>
  );
}

const Line = () => <li aria-hidden className="mx-2 my-2 h-px bg-line" />;

function OrganizationEntries({ org }: { org: string }) {
  const organization = useOrganization();
  const places: readonly Place[] = ORGANIZATION_PLACES;
  return places.map((place) => (
    <Entry key={place.to} place={place} org={org} count={organization && place.count?.(organization)} />
  ));
}

/** What is listed exists. A page that a role may not see is listed too, and says why it shows nothing. */
export function Sidebar() {
  const org = useOrgIdOrNull();
  const counts: Readonly<Record<string, number>> = {
    '/organizations': useOrganizations().loaded,
    '/invitations': useMyInvitationsCount(),
    '/notifications': useUnreadCount(),
  };
  return (
    <nav aria-label="Profile and pages" className="flex w-58 shrink-0 flex-col border-line border-r bg-side">
      <div className="p-2">
        <ProfileMenu />
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 pb-2">
        {org === null ? (
          OWN_PLACES.map((place) => <Entry key={place.to} place={place} />)
        ) : (
          <OrganizationEntries org={org} />
        )}
        <Line />
        {PERSON_PLACES.map((place) => (
          <Entry key={place.to} place={place} count={counts[place.to]} />
        ))}
      </ul>
    </nav>
  );
}
