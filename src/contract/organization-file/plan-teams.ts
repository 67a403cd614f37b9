import type { FileTeam, OrganizationDocument } from './document.ts';
import type { PlanPart, PlanStep } from './plan.ts';
import { planApps } from './plan-team-apps.ts';
import { freesName, nameAside, nameOrder, type StepIds } from './renames.ts';
import type { OrganizationState, TeamState } from './state.ts';
import { changeText, count, permissionText, quoted } from './words.ts';

const section = 'Teams' as const;

const createId = (id: string) => `team ${id} create`;
const IDS: StepIds = {
  change: (id) => `team ${id} change`,
  aside: (id) => `team ${id} aside`,
  remove: (id) => `team ${id} delete`,
};

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
      id: IDS.change(id),
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
  id: IDS.aside(id),
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

const deleteTeam = (org_id: string, { id, name, apps }: TeamState): PlanStep => ({
  id: IDS.remove(id),
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
    const needs = freesName(team.id, names, wanted, IDS);
    const itself = before === undefined ? [createTeam(org_id, team, needs)] : changeTeam(org_id, before, team, needs);
    const of = { org_id, team: before ?? team, needs: before === undefined ? [createId(team.id)] : [] };
    const apps = planApps(of, before?.apps ?? new Map(), team.apps, state);
    return { steps: [...itself, ...apps.steps], impossible: apps.impossible };
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
