import type { SimulatedChange } from '../access.ts';
import type { TeamPermissionId } from '../permissions.ts';
import { type FileTeam, type OrganizationDocument, TEAM_DEFAULT } from './document.ts';
import type { PlanPart, PlanStep } from './plan.ts';
import { type NameOrder, nameAside, nameOrder } from './renames.ts';
import type { OrganizationState, TeamState } from './state.ts';
import { changeText, chunked, count, permissionText, quoted, shortened } from './words.ts';

const section = 'Teams' as const;
const MOST_APPS = 1000;

const createId = (id: string) => `team ${id} create`;
const renameId = (id: string) => `team ${id} change`;
const asideId = (id: string) => `team ${id} aside`;
const deleteId = (id: string) => `team ${id} delete`;

type Own = TeamPermissionId | null;
const own = (value: FileTeam['apps'][string]): Own => (value === TEAM_DEFAULT ? null : value);

/** Whoever has the name that this team is to take gives it up first. */
function freesName(id: string, { waitsFor, stepAside }: NameOrder, wanted: ReadonlySet<string>): string[] {
  const holder = waitsFor.get(id);
  if (holder === undefined) return [];
  if (!wanted.has(holder)) return [deleteId(holder)];
  return [stepAside.has(holder) ? asideId(holder) : renameId(holder)];
}

const createTeam = (org_id: string, { id, name, default_permission }: FileTeam, needs: string[]): PlanStep => ({
  id: createId(id),
  section,
  kind: 'create',
  title: `Create the team ${quoted(name)}`,
  details: [`id: ${id}`, `default permission: ${permissionText(default_permission)}`],
  destructive: false,
  subject: `team ${id}`,
  call: {
    route: 'teams.create',
    input: { params: { org_id }, body: { teams: [{ id, name, default_permission_id: default_permission }] } },
  },
  // Nobody is in it yet.
  effects: [],
  needs,
});

function changeTeam(org_id: string, before: TeamState, wanted: FileTeam, needs: string[]): PlanStep[] {
  const { id, name, default_permission } = wanted;
  const renamed = before.name !== name;
  const permission = before.default_permission_id !== default_permission;
  if (!renamed && !permission) return [];
  return [
    {
      id: renameId(id),
      section,
      kind: 'update',
      title: `Change the team ${quoted(before.name)}`,
      details: [
        ...(renamed ? [changeText('name', before.name, name)] : []),
        ...(permission
          ? [
              changeText(
                'default permission',
                permissionText(before.default_permission_id),
                permissionText(default_permission),
              ),
            ]
          : []),
      ],
      destructive: false,
      subject: `team ${id}`,
      call: {
        route: 'teams.update',
        input: {
          params: { org_id },
          body: {
            teams: [{ id, ...(renamed && { name }), ...(permission && { default_permission_id: default_permission }) }],
          },
        },
      },
      effects: permission
        ? [{ type: 'change_team_default', team_id: id, default_permission_id: default_permission }]
        : [],
      needs,
    },
  ];
}

const stepAside = (org_id: string, { id, name }: TeamState): PlanStep => ({
  id: asideId(id),
  section,
  kind: 'update',
  title: `Give the team ${quoted(name)} another name for a moment`,
  details: ['another team takes its name'],
  destructive: false,
  subject: `team ${id}`,
  call: { route: 'teams.update', input: { params: { org_id }, body: { teams: [{ id, name: nameAside(id) }] } } },
  effects: [],
  needs: [],
});

interface AppsOf {
  readonly org_id: string;
  readonly team: { readonly id: string; readonly name: string };
  /** What makes the team, where it is not there yet. */
  readonly needs: readonly string[];
}

type AppPermission = readonly [app: string, permission: Own];

function appsStep({ org_id, team, needs }: AppsOf, part: number, items: readonly AppPermission[], adds: boolean) {
  const what = count(items.length, 'app');
  const base = {
    id: `team ${team.id} apps ${adds ? 'add' : 'change'} ${part}`,
    section,
    kind: 'update',
    title: adds ? `Give ${quoted(team.name)} ${what}` : `Change permissions on ${what} of ${quoted(team.name)}`,
    details: shortened(items.map(([app, permission]) => `${app}: ${permissionText(permission)}`)),
    destructive: false,
    subject: `team ${team.id}`,
    effects:
      needs.length > 0
        ? []
        : items.map(
            ([app_id, permission_id]): SimulatedChange => ({
              type: adds ? 'add_team_app' : 'change_team_app',
              team_id: team.id,
              app_id,
              permission_id,
            }),
          ),
    needs,
  } as const;
  const params = { org_id, team_id: team.id };
  const step: PlanStep = adds
    ? {
        ...base,
        call: {
          route: 'team_apps.add',
          input: {
            params,
            body: {
              apps: items.map(([app_id, permission]) => ({
                app_id,
                ...(permission !== null && { permission_id: permission }),
              })),
            },
          },
        },
      }
    : {
        ...base,
        call: {
          route: 'team_apps.update',
          input: { params, body: { apps: items.map(([app_id, permission_id]) => ({ app_id, permission_id })) } },
        },
      };
  return step;
}

const removeApps = ({ org_id, team }: AppsOf, part: number, apps: readonly string[]): PlanStep => ({
  id: `team ${team.id} apps remove ${part}`,
  section,
  kind: 'update',
  title: `Take ${count(apps.length, 'app')} from ${quoted(team.name)}`,
  details: shortened(apps),
  destructive: true,
  subject: `team ${team.id}`,
  call: {
    route: 'team_apps.remove',
    input: { params: { org_id, team_id: team.id }, body: { app_ids: [...apps] } },
  },
  effects: apps.map((app_id) => ({ type: 'remove_team_app', team_id: team.id, app_id })),
  needs: [],
});

function planApps(of: AppsOf, before: ReadonlyMap<string, Own>, wanted: FileTeam['apps'], state: OrganizationState) {
  const all = Object.entries(wanted).map(([app, value]): AppPermission => [app, own(value)]);
  const known = all.filter(([app]) => state.apps.has(app) || before.has(app));
  const added = known.filter(([app]) => !before.has(app));
  const changed = known.filter(([app, permission]) => before.has(app) && before.get(app) !== permission);
  const removed = [...before.keys()].filter((app) => !Object.hasOwn(wanted, app));
  return {
    steps: [
      ...chunked(added, MOST_APPS).map((items, part) => appsStep(of, part, items, true)),
      ...chunked(changed, MOST_APPS).map((items, part) => appsStep(of, part, items, false)),
      ...chunked(removed, MOST_APPS).map((items, part) => removeApps(of, part, items)),
    ],
    impossible: all
      .filter((one) => !known.includes(one))
      .map(([app]) => `There is no app ${quoted(app)} here to give to the team ${quoted(of.team.name)}.`),
  };
}

const deleteTeam = (org_id: string, { id, name, apps }: TeamState): PlanStep => ({
  id: deleteId(id),
  section,
  kind: 'delete',
  title: `Delete the team ${quoted(name)}`,
  details: [`its people lose what it gives: ${count(apps.size, 'app')}`],
  destructive: true,
  subject: `team ${id}`,
  call: { route: 'teams.delete', input: { params: { org_id }, body: { ids: [id] } } },
  effects: [{ type: 'delete_team', team_id: id }],
  needs: [],
});

/** Teams with their apps. Who is in them is not in a file. */
export function planTeams({ teams }: OrganizationDocument, state: OrganizationState): PlanPart {
  if (teams === undefined) return { steps: [], impossible: [], notes: [] };
  const org_id = state.organization.id;
  const wanted = new Set(teams.map(({ id }) => id));
  const names = nameOrder([...state.teams.values()], teams);
  const aside = [...names.stepAside].flatMap((id) => state.teams.get(id) ?? []);
  const planned = teams.map((team) => {
    const before = state.teams.get(team.id);
    const needs = freesName(team.id, names, wanted);
    const own = before === undefined ? [createTeam(org_id, team, needs)] : changeTeam(org_id, before, team, needs);
    const of = { org_id, team: before ?? team, needs: before === undefined ? [createId(team.id)] : [] };
    const apps = planApps(of, before?.apps ?? new Map(), team.apps, state);
    return { steps: [...own, ...apps.steps], impossible: apps.impossible };
  });
  const gone = [...state.teams.values()].filter(({ id }) => !wanted.has(id));
  return {
    steps: [
      ...aside.map((team) => stepAside(org_id, team)),
      ...planned.flatMap(({ steps }) => steps),
      ...gone.map((team) => deleteTeam(org_id, team)),
    ],
    impossible: planned.flatMap(({ impossible }) => impossible),
    notes: [],
  };
}
