import {
  Bell,
  Boxes,
  Building2,
  ChartColumn,
  Handshake,
  House,
  KeySquare,
  type LucideIcon,
  Mail,
  Receipt,
  ScrollText,
  Settings,
  Shield,
  SlidersHorizontal,
  Star,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react';
import type { Organization } from '../../contract/api/organizations.ts';
import type { Action } from '../../contract/permissions.ts';

/** Where one can go: the one list of sidebar, page titles, commands and menus. A page adds itself with a line. */
export interface Place<To extends string = string> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: To;
  /** What one must be allowed in the organization to see the page. It is listed all the same, and says why not. */
  readonly action?: Action;
  /** The number beside it, from the organization's record. */
  readonly count?: (organization: Organization) => number;
  /** Only this page itself is where one is, not what lies below it. */
  readonly exact?: boolean;
}

/** The pages of an organization, in the order of the sidebar. */
export const ORGANIZATION_PLACES = [
  { label: 'Home', icon: House, to: '/o/$org', exact: true },
  { label: 'Members', icon: Users, to: '/o/$org/members', action: 'view_members', count: (one) => one.members_count },
  { label: 'Teams', icon: UsersRound, to: '/o/$org/teams', action: 'view_teams' },
  { label: 'Apps', icon: Boxes, to: '/o/$org/apps', action: 'view_apps' },
  { label: 'Starred', icon: Star, to: '/o/$org/starred', action: 'view_apps' },
  { label: 'Collaborations', icon: Handshake, to: '/o/$org/collaborations', action: 'view_apps' },
  { label: 'Access', icon: KeySquare, to: '/o/$org/access' },
  { label: 'Costs', icon: ChartColumn, to: '/o/$org/costs', action: 'view_financial_data' },
  { label: 'Billing', icon: Receipt, to: '/o/$org/billing', action: 'view_financial_data' },
  { label: 'Security', icon: Shield, to: '/o/$org/security' },
  { label: 'Audit log', icon: ScrollText, to: '/o/$org/audit', action: 'view_audit_log' },
  { label: 'Account', icon: Settings, to: '/o/$org/account' },
] as const satisfies readonly Place[];

/** The pages of the person: above, what is theirs while they act as themselves; below, what is always one step away. */
export const OWN_PLACES = [
  { label: 'My apps', icon: Boxes, to: '/apps' },
  { label: 'Starred', icon: Star, to: '/starred' },
  { label: 'Collaborations', icon: Handshake, to: '/collaborations' },
] as const satisfies readonly Place[];

export const PERSON_PLACES = [
  { label: 'All organizations', icon: Building2, to: '/organizations' },
  { label: 'Audit of all', icon: ScrollText, to: '/audit' },
  { label: 'Consolidated billing', icon: Receipt, to: '/billing' },
  { label: 'Notifications', icon: Bell, to: '/notifications' },
  { label: 'Invitations', icon: Mail, to: '/invitations' },
  { label: 'My account', icon: UserRound, to: '/account' },
  { label: 'Settings', icon: SlidersHorizontal, to: '/settings' },
] as const satisfies readonly Place[];

const ORGANIZATION_PATH = /^\/o\/[^/]+(?<rest>\/[^/]+)?/;

/** The place that an address belongs to: itself or a page above it. */
export function placeAt(pathname: string): Place | undefined {
  const inside = ORGANIZATION_PATH.exec(pathname);
  if (inside !== null) {
    const to = `/o/$org${inside.groups?.rest ?? ''}`;
    return ORGANIZATION_PLACES.find((place) => place.to === to);
  }
  const [, first = ''] = pathname.split('/');
  return [...OWN_PLACES, ...PERSON_PLACES].find((place) => place.to === `/${first}`);
}

/** The same kind of page in another organization, without its filters and what was open in it. */
export function samePageOf(pathname: string): (typeof ORGANIZATION_PLACES)[number]['to'] {
  const { to } = placeAt(pathname) ?? {};
  return ORGANIZATION_PLACES.find((place) => place.to === to)?.to ?? '/o/$org';
}
