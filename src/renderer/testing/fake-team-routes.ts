import type { Team, TeamApp } from '../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../contract/permissions.ts';
import { type FakeData, type Handlers, type Input, NotFound, organizationOf, page } from './fake-routes.ts';
import { makeTeam } from './world-apps.ts';

/** What the backend does with teams, in memory: all organizations share the same ones. */
export interface TeamAppLink {
  team_id: string;
  app_id: string;
  permission_id: TeamPermissionId | null;
}

interface NewTeam {
  readonly id: string;
  readonly name: string;
  readonly default_permission_id: TeamPermissionId;
}

const idsOf = (input: Input, field: string) => new Set((input.body?.[field] ?? []) as readonly string[]);

function withCounts(data: FakeData, team: Team): Team {
  return {
    ...team,
    members_count: data.members.filter(({ team_ids }) => team_ids.includes(team.id)).length,
    apps_count: data.teamApps.filter(({ team_id }) => team_id === team.id).length,
  };
}

function teamOf(data: FakeData, { params }: Input): Team {
  const found = data.teams.find(({ id }) => id === params?.team_id);
  if (found === undefined) throw new NotFound();
  return withCounts(data, found);
}

function rename(data: FakeData, from: string, to: string): void {
  for (const link of data.teamApps) if (link.team_id === from) link.team_id = to;
  data.members = data.members.map((one) => ({
    ...one,
    team_ids: one.team_ids.map((id) => (id === from ? to : id)),
  }));
}

function teamApps(data: FakeData, input: Input): TeamApp[] {
  const team = teamOf(data, input);
  return data.teamApps
    .filter(({ team_id }) => team_id === team.id)
    .flatMap(({ app_id, permission_id }) => {
      const app = data.apps.find((one) => one.id === app_id && one.user_id === input.params?.org_id);
      if (app === undefined) return [];
      const effective_permission_id = permission_id ?? team.default_permission_id;
      const { name, compliance_labels } = app;
      return [{ app_id, name, compliance_labels, permission_id, effective_permission_id }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

interface AppChange {
  readonly app_id: string;
  readonly permission_id?: TeamPermissionId | null;
}

function putApps(data: FakeData, input: Input) {
  const { id: team_id } = teamOf(data, input);
  const changes = (input.body?.apps ?? []) as readonly AppChange[];
  const changed = new Set(changes.map(({ app_id }) => app_id));
  data.teamApps = [
    ...data.teamApps.filter((link) => link.team_id !== team_id || !changed.has(link.app_id)),
    ...changes.map(({ app_id, permission_id = null }) => ({ team_id, app_id, permission_id })),
  ];
  return { team: teamOf(data, input) };
}

function updateTeams(data: FakeData, { body }: Input) {
  const changes = (body?.teams ?? []) as readonly (Partial<NewTeam> & { id: string; new_id?: string })[];
  const done = changes.map(({ id, new_id = id, ...rest }) => {
    if (new_id !== id) rename(data, id, new_id);
    data.teams = data.teams.map((team) => (team.id === id ? { ...team, ...rest, id: new_id } : team));
    return teamOf(data, { params: { team_id: new_id } });
  });
  return { teams: done };
}

function moveMembers(data: FakeData, input: Input, into: boolean) {
  const { id } = teamOf(data, input);
  const moved = idsOf(input, 'user_ids');
  data.members = data.members.map((one) => {
    if (!moved.has(one.user.id)) return one;
    const others = one.team_ids.filter((other) => other !== id);
    return { ...one, team_ids: into ? [...others, id] : others };
  });
  return { team: teamOf(data, input) };
}

export const TEAM_ROUTES: Handlers = {
  'teams.list': (data, input) => {
    const abilities = organizationOf(data, input).abilities;
    const all = data.teams.map((team) => ({ ...withCounts(data, team), abilities }));
    const { rows, ...rest } = page(
      all.sort((a, b) => a.name.localeCompare(b.name)),
      input,
    );
    return { teams: rows, ...rest };
  },
  'teams.create': (data, { body }) => {
    const wanted = (body?.teams ?? []) as readonly NewTeam[];
    const made = wanted.map((team) => ({ ...makeTeam(0), ...team }));
    data.teams.push(...made);
    return { teams: made };
  },
  'teams.update': updateTeams,
  'teams.delete': (data, input) => {
    const gone = idsOf(input, 'ids');
    data.teams = data.teams.filter(({ id }) => !gone.has(id));
    data.teamApps = data.teamApps.filter(({ team_id }) => !gone.has(team_id));
    data.members = data.members.map((one) => ({ ...one, team_ids: one.team_ids.filter((id) => !gone.has(id)) }));
    return {};
  },
  'team_members.list': (data, input) => {
    const { id } = teamOf(data, input);
    const { rows, ...rest } = page(
      data.members.filter(({ team_ids }) => team_ids.includes(id)),
      input,
    );
    return { members: rows.map(({ user, role_id }) => ({ user, role_id })), ...rest };
  },
  'team_members.add': (data, input) => moveMembers(data, input, true),
  'team_members.remove': (data, input) => moveMembers(data, input, false),
  'team_apps.list': (data, input) => {
    const { rows, ...rest } = page(teamApps(data, input), input);
    return { apps: rows, ...rest };
  },
  'team_apps.add': putApps,
  'team_apps.update': putApps,
  'team_apps.remove': (data, input) => {
    const { id } = teamOf(data, input);
    const gone = idsOf(input, 'app_ids');
    data.teamApps = data.teamApps.filter((link) => link.team_id !== id || !gone.has(link.app_id));
    return { team: teamOf(data, input) };
  },
  'app_teams.list': (data, { params }) => ({
    teams: data.teamApps
      .filter(({ app_id }) => app_id === params?.app_id)
      .flatMap(({ team_id, permission_id }) => {
        const team = data.teams.find(({ id }) => id === team_id);
        if (team === undefined) return [];
        const { id, name, members_count, default_permission_id } = withCounts(data, team);
        return [
          {
            id,
            name,
            members_count,
            permission_id,
            effective_permission_id: permission_id ?? default_permission_id,
          },
        ];
      }),
  }),
};
