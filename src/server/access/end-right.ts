import type { Grant, SimulatedChange } from '../../contract/access.ts';
import {
  ACTIONS,
  type Action,
  ROLE_IDS,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  TEAM_PERMISSION_IDS,
} from '../../contract/permissions.ts';
import { bitCount, ROLE_ACTIONS } from './action-set.ts';
import { applyChanges } from './apply-changes.ts';
import { decide } from './decide.ts';
import { ORGANIZATION, PRIVATE } from './facts.ts';
import { actorIn, index, type OrganizationFacts } from './organization-facts.ts';

/** A question of which the answer is yes. */
export interface Right {
  readonly user_id: string;
  readonly action: Action;
  readonly app_id: string | null;
}

/** More ways than these are not looked for: somebody with eight grants has other worries. */
const MAX_WAYS = 512;

/**
 * The smallest sets of changes that would each take a right away: no set contains another. Each has been tried. `grants`
 * are all that say yes.
 */
export function waysToEnd(facts: OrganizationFacts, right: Right, grants: readonly Grant[]): SimulatedChange[][] {
  const about = restrict(facts, right);
  let ways: SimulatedChange[][] = [[]];
  for (const grant of grants) {
    const options = optionsFor(about, right, grant);
    ways = smallest(ways.flatMap((way) => options.map((option) => withChange(way, option)))).slice(0, MAX_WAYS);
  }
  return ways.filter((way) => way.length > 0 && isEnded(about, right, way));
}

const keyOf = (change: SimulatedChange): string => JSON.stringify(change);

const withChange = (way: readonly SimulatedChange[], change: SimulatedChange): SimulatedChange[] =>
  way.some((one) => keyOf(one) === keyOf(change)) ? [...way] : [...way, change];

/** The sets that contain no other, smaller first. */
function smallest(ways: readonly SimulatedChange[][]): SimulatedChange[][] {
  const kept: { way: SimulatedChange[]; keys: Set<string> }[] = [];
  for (const way of [...ways].sort((a, b) => a.length - b.length)) {
    const keys = new Set(way.map(keyOf));
    if (!kept.some((one) => [...one.keys].every((key) => keys.has(key)))) kept.push({ way, keys });
  }
  return kept.map(({ way }) => way);
}

function isEnded(facts: OrganizationFacts, { user_id, action, app_id }: Right, way: readonly SimulatedChange[]) {
  const after = index(applyChanges(facts, way).facts);
  return !decide(actorIn(after, user_id), action, app_id === null ? null : (after.apps.get(app_id) ?? null)).allowed;
}

/** The organization as far as one person and one app are concerned, so that trying a change costs next to nothing. */
function restrict(facts: OrganizationFacts, { user_id, app_id }: Right): OrganizationFacts {
  const role = facts.members.get(user_id);
  const teams = [...facts.teams.values()].filter(({ members }) => members.has(user_id));
  return {
    ...facts,
    members: new Map(role === undefined ? [] : [[user_id, role]]),
    teams: new Map(
      teams.map((team) => [
        team.id,
        {
          ...team,
          members: new Set([user_id]),
          apps: new Map([...team.apps].filter(([id]) => app_id === null || id === app_id)),
        },
      ]),
    ),
    apps: new Map([...facts.apps].filter(([id]) => app_id === null || id === app_id)),
  };
}

function optionsFor(facts: OrganizationFacts, right: Right, grant: Grant): SimulatedChange[] {
  const { user_id, app_id } = right;
  switch (grant.via) {
    case 'owner':
      return [];
    case 'role':
      return [...lesserRole(grant.role_id, right), { type: 'remove_member', user_id }];
    case 'team':
      return endTeamGrant(facts, right, grant);
    case 'collaborator':
      return app_id === null ? [] : [{ type: 'remove_collaborator', app_id, user_id: grant.collaborator_id }];
    case 'visibility': {
      if (app_id === null) return [];
      const isMember = facts.members.has(user_id);
      if (grant.visibility === 'organization')
        return [
          { type: 'set_visibility', app_id, visibility: PRIVATE },
          { type: 'remove_member', user_id },
        ];
      return [{ type: 'set_visibility', app_id, visibility: isMember ? PRIVATE : ORGANIZATION }];
    }
  }
}

/** The role that lacks the action, gives nothing new and otherwise keeps the most. */
function lesserRole(role: RoleId, { user_id, action }: Right): SimulatedChange[] {
  const held = ROLE_ACTIONS[role];
  const kept = (id: RoleId) =>
    bitCount(ROLE_ACTIONS[id].lo & held.lo) + bitCount(ROLE_ACTIONS[id].hi & held.hi) - added(id) * 64;
  const added = (id: RoleId) => bitCount(ROLE_ACTIONS[id].lo & ~held.lo) + bitCount(ROLE_ACTIONS[id].hi & ~held.hi);
  const lacking = ROLE_IDS.filter((id) => !(ACTIONS[action] as readonly RoleId[]).includes(id));
  const [best] = lacking.sort((a, b) => kept(b) - kept(a));
  return best === undefined ? [] : [{ type: 'change_role', user_id, role_id: best }];
}

function endTeamGrant(facts: OrganizationFacts, right: Right, grant: Grant & { via: 'team' }): SimulatedChange[] {
  const { user_id, action } = right;
  const { team_id } = grant;
  const leaving: SimulatedChange[] = [
    { type: 'remove_team_member', team_id, user_id },
    { type: 'remove_member', user_id },
  ];
  const app_id = right.app_id ?? grant.app_id;
  if (app_id === undefined || !facts.apps.has(app_id)) return leaving;
  const lesser = TEAM_PERMISSION_IDS.find((id) => !TEAM_PERMISSION_ACTIONS[id].includes(action));
  return [
    ...leaving,
    { type: 'remove_team_app', team_id, app_id },
    ...(lesser === undefined
      ? []
      : [{ type: 'change_team_app', team_id, app_id, permission_id: lesser } as SimulatedChange]),
  ];
}
