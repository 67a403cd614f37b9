import type { Invitation, invitationStatuses } from '../../contract/api/invitations.ts';
import type { Key } from '../../contract/api/keys.ts';
import type { Member } from '../../contract/api/members.ts';
import type { Organization, OrganizationHome } from '../../contract/api/organizations.ts';
import { USAGE_UNITS } from '../../contract/api/usage.ts';
import type { User } from '../../contract/api/users.ts';
import { type DayRange, dayOf, firstDay, monthOf } from '../../contract/calendar.ts';
import { comparePeriods, levelDays } from '../../contract/compare-periods.ts';
import { ACTION_NAMES, ACTIONS, ROLE_IDS, type RoleId } from '../../contract/permissions.ts';
import { isLevel, usageCategories } from '../../contract/vocabulary.ts';
import { makeTeam } from './world-apps.ts';
import { at, DAY, NOW, pick } from './world-basics.ts';

/** Records as the API answers them, always the same for the same number. */

const FIRST = ['Ada', 'Grace', 'Alan', 'Katherine', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Ken', 'Radia'] as const;
const LAST = ['Byron', 'Hopper', 'Turing', 'Johnson', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Thompson'] as const;
const NAMES = [
  'Radiology AG',
  'Harbor Logistics',
  'Nimbus Retail',
  'Verdant Farms',
  'Kestrel Mapping',
  'Meridian Insurance',
  'Atlas Freight',
  'Lumen Energy',
  'Quarry Films',
  'Saffron Foods',
] as const;

/** What a role allows, action by action, as the server's access engine answers it. */
const abilitiesOf = (role: RoleId): Record<string, boolean> =>
  Object.fromEntries(ACTION_NAMES.map((action) => [action, (ACTIONS[action] as readonly RoleId[]).includes(role)]));

export function makeOrganization(index: number, changes: Partial<Organization> = {}): Organization {
  const round = Math.floor(index / NAMES.length);
  const name = pick(NAMES, index) + (round > 0 ? ` ${round + 1}` : '');
  const role: RoleId = index % 4 === 3 ? 'financial_manager' : index % 4 === 2 ? 'organization_user' : 'admin';
  return {
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    billing_email: 'billing@example.org',
    plan: index % 3 === 2 ? 'pay_as_you_go' : 'enterprise',
    role_id: role,
    members_count: index === 0 ? 1204 : 12 + index * 7,
    pending_invitations_count: index % 3 === 0 ? 12 : 0,
    created_at: at(NOW - (400 - index) * DAY),
    modified_at: at(NOW - 3 * DAY),
    deleted_at: null,
    image: null,
    abilities: abilitiesOf(role),
    ...changes,
  };
}

const teamIdsOf = (index: number, teams: number, awkward: boolean): string[] => {
  const all = Array.from({ length: teams }, (_, place) => makeTeam(place, awkward).id);
  return all.filter((_, place) => index === 0 || (index * 3 + place) % 5 === 0);
};

/** A member; the first in every team, the others in one or two of the first `teams` of them. */
export function makeMember(index: number, teams = 0, awkward = false): Member {
  const first = pick(FIRST, index);
  const last = pick(LAST, index * 7 + Math.floor(index / FIRST.length));
  const id = `${first}-${last}-${index}`.toLowerCase();
  return {
    user: { id, first_name: first, last_name: last, primary_email: `${id}@example.org`, image: null },
    role_id: index === 0 ? 'admin' : pick(ROLE_IDS, index * 5 + 3),
    team_ids: teams === 0 ? [] : teamIdsOf(index, teams, awkward),
    joined_at: at(NOW - (index % 300) * DAY),
    last_active_at: index % 9 === 8 ? null : at(NOW - (index % 50) * 5_000_000),
    abilities: { change_role: index !== 0, remove: index !== 0 },
  };
}

export function makeInvitation(
  index: number,
  organization: Organization,
  status: (typeof invitationStatuses)[number] = 'PENDING',
): Invitation {
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    email: `guest-${index}@example.net`,
    role_id: pick(ROLE_IDS, index + 2),
    team_ids: [],
    status,
    invited_by: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
    created_at: at(NOW - (index % 7) * DAY),
    expires_at: at(NOW + (7 - (index % 7)) * DAY - 3_600_000),
    organization: { id: organization.id, name: organization.name, image: null },
    delivery: index % 5 === 4 ? 'failed' : 'sent',
    abilities: { cancel: true, resend: true, accept: true, decline: true },
  };
}

/** The days that this month is compared by, on whatever day the test runs. */
function comparedDays(category: string): [DayRange | null, DayRange | null] {
  const today = dayOf(NOW);
  const month = { from: firstDay(monthOf(today)), to: today };
  const days = isLevel(category) ? levelDays(month, today) : null;
  if (days !== null)
    return [
      { from: days.at, to: days.at },
      { from: days.earlier, to: days.earlier },
    ];
  const found = comparePeriods(month, today);
  return found.reason === undefined ? [found.compared, found.earlier] : [null, null];
}

function makeUsage(index: number): OrganizationHome['usage'][number] {
  const category = usageCategories[index] ?? 'prediction';
  const months = Array.from({ length: 6 }, (_, month) => {
    const date = new Date(NOW);
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - 5 + month);
    const quantity = Math.round((index + 1) * 1300 * (1 + month / 3 + ((month * 7 + index) % 4) / 5));
    return { month: date.toISOString().slice(0, 7), quantity, events: quantity };
  });
  const [compared, previous] = comparedDays(category);
  return {
    category,
    unit: USAGE_UNITS[category],
    months,
    compared: compared && { ...compared, quantity: 1100 },
    previous: previous && { ...previous, quantity: 1000 },
  };
}

const CHANGES = ['Ada Byron invited 3 people', 'Grace Hopper became Admin', 'guest-4@example.net accepted'] as const;

export function makeHome(organization: Organization, members: readonly Member[]): OrganizationHome {
  const roles = ROLE_IDS.map((role_id) => ({
    role_id,
    count: members.filter((member) => member.role_id === role_id).length,
  }));
  const pending = organization.pending_invitations_count;
  const next = [5, 6, 12].map((index) => makeInvitation(index, organization));
  return {
    organization,
    members_by_role: roles.filter(({ count }) => count > 0),
    invitations: {
      pending,
      expiring: pending > 0 ? 3 : 0,
      expired: 0,
      next_expiring:
        pending > 0 ? next.map(({ id, email, role_id, expires_at }) => ({ id, email, role_id, expires_at })) : [],
    },
    teams_count: 38,
    apps_count: 112,
    usage: usageCategories.map((_, index) => makeUsage(index)),
    spend: {
      currency: 'USD',
      month: '2026-11',
      spent_micros: '1269150000',
      previous_micros: '1400000000',
      compared: { from: '2026-11-01', to: '2026-11-23', total_micros: '1260000000' },
      previous: { from: '2026-10-01', to: '2026-10-23', total_micros: '1400000000' },
      forecast_micros: '1645700000',
      forecast_range: { low_micros: '1500000000', high_micros: '1800000000' },
      forecast_from: '2026-11-07',
      budget_state: 'none',
      over_spend_limit: false,
      open_invoices_count: 0,
      open_invoices_micros: '0',
    },
    latest_changes: Array.from({ length: 8 }, (_, index) => ({
      timestamp: at(NOW - index * 5_400_000),
      user: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
      operation: 103,
      description: 'Organization member invitations created',
      summary: pick(CHANGES, index),
      success: true,
    })),
  };
}

export const makeUser = (): User => ({
  id: 'ada',
  first_name: 'Ada',
  last_name: 'Byron',
  company_name: 'Analytical Engines',
  job_title: 'Platform lead',
  job_role: '',
  created_at: at(NOW - 500 * DAY),
  visibility: { gettable: 30 },
  image: null,
  user_detail: {
    primary_email: 'ada@example.org',
    email_addresses: [{ email: 'ada@example.org', primary: true, verified: true }],
    two_factor_auth_enabled: false,
    teams_count: 2,
  },
});

export const makeKey = (index: number): Key => ({
  id: `key${index}abc`,
  public_id: `key${index}abc`,
  type: 'personal_access_token',
  description: ['Sign-in', 'Nightly export', 'Laptop'][index] ?? 'Token',
  scopes: index === 1 ? ['read'] : ['*'],
  endpoints: [],
  apps: [],
  created_at: at(NOW - index * 20 * DAY),
  expires_at: index === 1 ? at(NOW + 5 * DAY) : null,
  last_used_at: index === 2 ? null : at(NOW - index * DAY),
  revoked_at: null,
  is_current: index === 0,
});
