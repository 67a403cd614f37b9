import type { FileSilo, OrganizationDocument } from './document.ts';
import type { PlanPart, PlanStep } from './plan.ts';
import { freesName, nameAside, nameOrder, type StepIds } from './renames.ts';
import type { OrganizationState, SiloState } from './state.ts';
import { changeText, differences, quoted } from './words.ts';

const section = 'Silos' as const;
const IDS: StepIds = {
  change: (id) => `silo ${id} change`,
  aside: (id) => `silo ${id} aside`,
  remove: (id) => `silo ${id} delete`,
};

const effectsOf = ({ id, teams, required_labels }: FileSilo, state: OrganizationState): PlanStep['effects'] => [
  {
    type: 'put_silo',
    // A team that is made by the same plan has nobody in it yet.
    silo: { id, team_ids: teams.filter((team) => state.teams.has(team)), required_labels },
  },
];

const newTeams = (teams: readonly string[], state: OrganizationState): string[] =>
  teams.filter((team) => !state.teams.has(team)).map((team) => `team ${team} create`);

/** What making a silo as the file has it and changing one to that ask alike. */
const inputOf = ({ id, name, teams, required_labels }: FileSilo, state: OrganizationState) => ({
  params: { org_id: state.organization.id },
  body: { silos: [{ id, name, team_ids: teams, required_labels }] },
});

const createSilo = (silo: FileSilo, state: OrganizationState, needs: readonly string[]): PlanStep => ({
  id: `silo ${silo.id} create`,
  section,
  kind: 'create',
  title: `Create the silo ${quoted(silo.name)}`,
  details: [`teams: ${silo.teams.join(', ')}`, `required labels: ${silo.required_labels.join(', ')}`],
  destructive: false,
  subject: `silo ${silo.id}`,
  call: {
    route: 'silos.create',
    input: inputOf(silo, state),
  },
  effects: effectsOf(silo, state),
  needs: [...needs, ...newTeams(silo.teams, state)],
});

function changeSilo(before: SiloState, silo: FileSilo, state: OrganizationState, needs: readonly string[]): PlanStep[] {
  const was = { name: before.name, teams: before.team_ids, required_labels: before.required_labels };
  const details = differences<typeof was>(was, {
    name: silo.name,
    teams: silo.teams,
    required_labels: silo.required_labels,
  });
  if (details.length === 0) return [];
  const freed = before.team_ids.some((team) => !silo.teams.includes(team));
  const loosened = before.required_labels.some((label) => !silo.required_labels.includes(label));
  return [
    {
      id: IDS.change(silo.id),
      section,
      kind: 'update',
      title: `Change the silo ${quoted(before.name)}`,
      details,
      // It opens what the silo keeps closed.
      destructive: freed || loosened,
      subject: `silo ${silo.id}`,
      call: {
        route: 'silos.update',
        input: inputOf(silo, state),
      },
      effects: effectsOf(silo, state),
      needs: [...needs, ...newTeams(silo.teams, state)],
    },
  ];
}

const stepAside = (org_id: string, { id, name }: SiloState): PlanStep => ({
  id: IDS.aside(id),
  section,
  kind: 'update',
  title: `Give the silo ${quoted(name)} another name for a moment`,
  details: [changeText('name', name, nameAside(id))],
  destructive: false,
  subject: `silo ${id}`,
  call: { route: 'silos.update', input: { params: { org_id }, body: { silos: [{ id, name: nameAside(id) }] } } },
  effects: [],
  needs: [],
});

const deleteSilo = (org_id: string, { id, name, team_ids }: SiloState): PlanStep => ({
  id: IDS.remove(id),
  section,
  kind: 'delete',
  title: `Delete the silo ${quoted(name)}`,
  details: [`it no longer binds ${team_ids.length === 0 ? 'anybody' : team_ids.join(', ')}`],
  destructive: true,
  subject: `silo ${id}`,
  call: { route: 'silos.delete', input: { params: { org_id }, body: { ids: [id] } } },
  effects: [{ type: 'delete_silo', silo: { id } }],
  needs: [],
});

/** Silos, after the teams that they bind and the labels that they ask for. */
export function planSilos({ silos, teams }: OrganizationDocument, state: OrganizationState): PlanPart {
  if (silos === undefined) return { steps: [], impossible: [], notes: [] };
  const made = new Set((teams ?? []).map(({ id }) => id));
  const isKnown = (team: string) => state.teams.has(team) || made.has(team);
  const possible = silos.filter((silo) => silo.teams.every(isKnown));
  const wanted = new Set(silos.map(({ id }) => id));
  const names = nameOrder([...state.silos.values()], possible);
  const org_id = state.organization.id;
  return {
    steps: [
      ...[...names.stepAside].flatMap((id) => state.silos.get(id) ?? []).map((silo) => stepAside(org_id, silo)),
      ...possible.flatMap((silo) => {
        const before = state.silos.get(silo.id);
        const needs = freesName(silo.id, names, wanted, IDS);
        return before === undefined ? [createSilo(silo, state, needs)] : changeSilo(before, silo, state, needs);
      }),
      ...[...state.silos.values()].filter(({ id }) => !wanted.has(id)).map((silo) => deleteSilo(org_id, silo)),
    ],
    impossible: silos
      .filter((silo) => !possible.includes(silo))
      .map((silo) => {
        const missing = silo.teams.filter((team) => !isKnown(team)).map(quoted);
        return `The silo ${quoted(silo.name)} binds ${missing.join(', ')}, which is no team here.`;
      }),
    notes: [],
  };
}
