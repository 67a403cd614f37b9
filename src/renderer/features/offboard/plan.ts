import type { Collaboration } from '../../../contract/api/collaborators.ts';
import type { Member } from '../../../contract/api/members.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { Account } from '../../../contract/ipc.ts';
import { type CallRoute, readAll } from '../../../contract/organization-file/read-all.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import {
  type CallAs,
  type Candidate,
  type Found,
  inTurns,
  type MyOrganization,
  samePlace,
  type Unasked,
} from './places.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the person has in one organization that I administer, and loses. */
export interface Leaving extends MyOrganization {
  readonly user_id: string;
  /** Null where they are no member and only collaborate or are invited. */
  readonly role_id: RoleId | null;
  readonly teams: readonly Named[];
  readonly collaborations: readonly Named[];
  readonly tokens: readonly Named[];
  readonly invitations: readonly string[];
  /** Apps of the person's own that the organization works in. */
  readonly owned_apps: readonly Named[];
  /** The account through which those can be given away: only their owner may. Null where it is not here. */
  readonly owner_account: Account | null;
  /** Why nothing is tried here, and what to do about it; null where it can be done. */
  readonly obstacle: string | null;
}

export interface OffboardPlan {
  readonly email: string;
  readonly name: string;
  readonly organizations: readonly Leaving[];
  /** Where the person is and I can do nothing. */
  readonly elsewhere: readonly (MyOrganization & { readonly reason: string })[];
  readonly unasked: readonly Unasked[];
}

const EMPTY = {
  teams: [],
  collaborations: [],
  tokens: [],
  invitations: [],
  owned_apps: [],
  owner_account: null,
} as const;

/** Apps of the organization on which they collaborate by themselves. */
async function collaborationsOf(call: CallRoute, org_id: string, user_id: string): Promise<Named[]> {
  const entries = await readAll(
    (query) => call('access.list', { params: { org_id }, query: { ...query, user_id } }),
    (answer) => answer.access,
  ).catch((thrown: AppError) => {
    // Whoever is neither a member nor a collaborator has nothing to lose here.
    if (thrown.name === 'not_found') return [];
    throw thrown;
  });
  return entries
    .filter(({ grants }) => grants.some((grant) => grant.via === 'collaborator' && grant.collaborator_id === user_id))
    .map(({ app }) => ({ id: app.id, name: app.name }));
}

const tokensOf = async (call: CallRoute, org_id: string, user_id: string): Promise<Named[]> =>
  (
    await readAll(
      (query) => call('member_tokens.list', { params: { org_id }, query: { ...query, user_id } }),
      (answer) => answer.tokens,
    )
  )
    .filter(({ withdrawn_at }) => withdrawn_at === null)
    .map(({ id, description }) => ({ id, name: description }));

const invitationsOf = async (call: CallRoute, org_id: string, email: string): Promise<string[]> =>
  (
    await readAll(
      (query) =>
        call('invitations.list', {
          params: { org_id },
          query: { ...query, search: email, status: ['PENDING', 'EXPIRED'] },
        }),
      (answer) => answer.invitations,
    )
  )
    .filter((invitation) => invitation.email.toLowerCase() === email)
    .map(({ id }) => id);

async function ownedApps(call: CallRoute, org_id: string, user_id: string): Promise<Named[]> {
  const shared = await readAll(
    (query) => call('collaborations.list', { params: { user_id: org_id }, query }),
    (answer): readonly Collaboration[] => answer.collaborations,
  );
  return shared
    .filter(({ app_owner }) => app_owner.kind === 'person' && app_owner.id === user_id)
    .map(({ app }) => ({ id: app.id, name: app.name }));
}

async function teamsOf(call: CallRoute, org_id: string, member: Member): Promise<Named[]> {
  if (member.team_ids.length === 0) return [];
  const teams = await readAll(
    (query) => call('teams.list', { params: { org_id }, query }),
    (answer) => answer.teams,
  );
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return member.team_ids.map((id) => ({ id, name: names.get(id) ?? id }));
}

/** Why a member cannot be removed, before anything is tried: oneself, and the last admin. */
async function obstacleTo(call: CallRoute, place: MyOrganization, member: Member): Promise<string | null> {
  const { account, organization } = place;
  const isMe = member.user.id === account.person.id;
  const admins =
    member.role_id !== 'admin'
      ? null
      : await call('members.list', { params: { org_id: organization.id }, query: { role_id: 'admin', per_page: 2 } });
  if (admins !== null && admins.members.length < 2)
    return 'They are its last admin. Make somebody else an admin first, then read the plan again.';
  return isMe ? 'This is you. Another admin has to do it, or leave the organization yourself.' : null;
}

async function leave(
  place: MyOrganization,
  candidate: Candidate,
  user_id: string,
  accounts: readonly Account[],
  call: CallRoute,
): Promise<Leaving> {
  const org_id = place.organization.id;
  const member =
    candidate.places.find((one) => samePlace(one, place) && one.organization.id === org_id)?.member ?? null;
  const [collaborations, invitations, owned_apps] = await Promise.all([
    collaborationsOf(call, org_id, user_id),
    invitationsOf(call, org_id, candidate.email),
    ownedApps(call, org_id, user_id),
  ]);
  const owner = accounts.find(
    (account) => account.person.id === user_id && samePlace({ ...place, account }, place) && !account.needs_sign_in,
  );
  const common = { ...place, ...EMPTY, user_id, collaborations, invitations, owned_apps, owner_account: owner ?? null };
  if (member === null) return { ...common, role_id: null, obstacle: null };
  const [teams, tokens, obstacle] = await Promise.all([
    teamsOf(call, org_id, member),
    tokensOf(call, org_id, user_id),
    obstacleTo(call, place, member),
  ]);
  return { ...common, role_id: member.role_id, teams, tokens, obstacle };
}

const hasSomething = ({ role_id, collaborations, invitations, owned_apps }: Leaving): boolean =>
  role_id !== null || collaborations.length > 0 || invitations.length > 0 || owned_apps.length > 0;

/** Reads what the person has in each of my organizations. Changes nothing. */
export async function readPlan(
  found: Found,
  candidate: Candidate,
  accounts: readonly Account[],
  callAs: CallAs,
  toError: (thrown: unknown) => AppError,
): Promise<OffboardPlan> {
  const unasked: Unasked[] = [...found.unasked];
  const mine = found.organizations.filter(({ organization }) => organization.abilities.manage_members === true);
  const plans = await inTurns(mine, async (place) => {
    const user_id = candidate.places.find((one) => samePlace(one, place))?.member.user.id;
    // A backend on which nobody has this address does not know the person.
    if (user_id === undefined) return [];
    try {
      const one = await leave(place, candidate, user_id, accounts, callAs(place.account.id));
      return hasSomething(one) ? [one] : [];
    } catch (thrown) {
      unasked.push({ label: `${place.organization.name} (${place.account.label})`, error: toError(thrown) });
      return [];
    }
  });
  const elsewhere = candidate.places
    .filter(({ organization }) => organization.abilities.manage_members !== true)
    .map(({ account, organization }) => ({
      account,
      organization,
      reason: 'You do not manage its members: one of its admins has to remove them.',
    }));
  return { email: candidate.email, name: candidate.name, organizations: plans.flat(), elsewhere, unasked };
}
