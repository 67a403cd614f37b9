import type { AccessChange, Grant, SimulatedChange } from '../../contract/access.ts';
import type { AccessEntry } from '../../contract/api/access.ts';
import type { App } from '../../contract/api/apps.ts';
import type { Member } from '../../contract/api/members.ts';
import {
  ACTIONS,
  APP_ACTION_NAMES,
  type AppAction,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
} from '../../contract/permissions.ts';
import { answerRoute, type FakeData, type Handlers, type Input, page } from './fake-routes.ts';

/** Roles and teams, as far as pages need to show something true: no silos, no collaborators, no visibility. */

const roleGives = (role: RoleId, action: AppAction): boolean =>
  role !== 'team_contributor' && (ACTIONS[action] as readonly RoleId[]).includes(role);

function grantsOf(data: FakeData, member: Member, app: App): Grant[] {
  const teams = data.teamApps.filter(({ app_id, team_id }) => app_id === app.id && member.team_ids.includes(team_id));
  const byTeam = teams.flatMap(({ team_id, permission_id }): Grant[] => {
    const team = data.teams.find(({ id }) => id === team_id);
    if (team === undefined) return [];
    const from = permission_id === null ? 'default' : 'app';
    return [{ via: 'team', team_id, permission_id: permission_id ?? team.default_permission_id, from }];
  });
  const byRole = roleGives(member.role_id, 'view_apps') ? [{ via: 'role' as const, role_id: member.role_id }] : [];
  return [...byRole, ...byTeam];
}

function actionsOf(grants: readonly Grant[]): AppAction[] {
  return APP_ACTION_NAMES.filter((action) =>
    grants.some(
      (grant) =>
        (grant.via === 'role' && roleGives(grant.role_id, action)) ||
        (grant.via === 'team' && TEAM_PERMISSION_ACTIONS[grant.permission_id].includes(action)),
    ),
  );
}

function entries(data: FakeData, { params, query }: Input): AccessEntry[] {
  const apps = data.apps.filter(({ user_id, id }) => user_id === params?.org_id && (query?.app_id ?? id) === id);
  const members = data.members.filter(({ user }) => (query?.user_id ?? user.id) === user.id);
  return members.flatMap(({ user: { primary_email, ...user }, ...member }) =>
    apps.flatMap((app): AccessEntry[] => {
      const grants = grantsOf(data, { ...member, user: { ...user, primary_email } }, app);
      if (grants.length === 0) return [];
      const { id, name, compliance_labels } = app;
      return [
        {
          user,
          role_id: member.role_id,
          app: { id, name, compliance_labels },
          actions: actionsOf(grants),
          grants,
          denials: [],
        },
      ];
    }),
  );
}

const keysOf = (data: FakeData, input: Input): Map<string, AccessChange> =>
  new Map(
    entries(data, { params: { org_id: input.params?.org_id } }).flatMap(({ user, app, actions }) =>
      actions.map((action) => [`${user.id} ${app.id} ${action}`, { user_id: user.id, app_id: app.id, action }]),
    ),
  );

function apply(data: FakeData, change: SimulatedChange, org: string | undefined): void {
  const call = (route: string, params: object, body: object) =>
    void answerRoute(data, route, { params: { org_id: org, ...params }, body: { ...body } });
  if (change.type === 'change_role') call('members.update', {}, { members: [change] });
  if (change.type === 'remove_member') call('members.remove', {}, { user_ids: [change.user_id] });
  if (change.type === 'delete_team') call('teams.delete', {}, { ids: [change.team_id] });
  if (change.type === 'change_team_default')
    call('teams.update', {}, { teams: [{ ...change, id: change.team_id, type: undefined }] });
  if (change.type === 'add_team_member') call('team_members.add', change, { user_ids: [change.user_id] });
  if (change.type === 'remove_team_member') call('team_members.remove', change, { user_ids: [change.user_id] });
  if (change.type === 'add_team_app' || change.type === 'change_team_app')
    call('team_apps.add', change, { apps: [change] });
  if (change.type === 'remove_team_app') call('team_apps.remove', change, { app_ids: [change.app_id] });
  if (change.type === 'delete_app') call('app.delete', { user_id: org, app_id: change.app_id }, {});
}

const distinct = (changes: readonly AccessChange[], field: 'user_id' | 'app_id') =>
  new Set(changes.map((change) => change[field])).size;

function simulate(data: FakeData, input: Input) {
  const before = keysOf(data, input);
  const copy = structuredClone(data);
  for (const change of (input.body?.changes ?? []) as readonly SimulatedChange[])
    apply(copy, change, input.params?.org_id);
  const after = keysOf(copy, input);
  const lost = [...before].filter(([key]) => !after.has(key)).map(([, change]) => change);
  const gained = [...after].filter(([key]) => !before.has(key)).map(([, change]) => change);
  return {
    gained: gained.slice(0, 10_000),
    lost: lost.slice(0, 10_000),
    totals: {
      gained: gained.length,
      lost: lost.length,
      people_gaining: distinct(gained, 'user_id'),
      people_losing: distinct(lost, 'user_id'),
      apps_gained: distinct(gained, 'app_id'),
      apps_lost: distinct(lost, 'app_id'),
    },
    silo_openings: { count: 0, listed: [] },
  };
}

export const ACCESS_ROUTES: Handlers = {
  'access.list': (data, input) => {
    const { rows, ...rest } = page(entries(data, input), input);
    return { access: rows, ...rest };
  },
  'access.simulate': simulate,
};
