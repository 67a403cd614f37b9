import type { SimulatedChange } from '../access.ts';
import type { InputOf, RouteName } from '../api/index.ts';
import type { OrganizationDocument } from './document.ts';
import { inOrder } from './order.ts';
import { planLabels } from './plan-labels.ts';
import { planPolicies, planRoles, planSettings } from './plan-settings.ts';
import { planSilos } from './plan-silos.ts';
import { planTeams } from './plan-teams.ts';
import type { OrganizationState } from './state.ts';

/** The routes that a plan is carried out through. */
export type PlanRoute = Extract<
  RouteName,
  | 'organizations.update'
  | 'password_policy.put'
  | 'token_rules.put'
  | 'app.update'
  | 'teams.create'
  | 'teams.update'
  | 'teams.delete'
  | 'team_apps.add'
  | 'team_apps.update'
  | 'team_apps.remove'
  | 'silos.create'
  | 'silos.update'
  | 'silos.delete'
>;
export type PlannedCall = { [N in PlanRoute]: { readonly route: N; readonly input: InputOf<N> } }[PlanRoute];

/** One change of a plan: one call about one record. */
export interface PlanStep {
  /** Names the step within its plan, the same in each comparison. */
  readonly id: string;
  readonly section: 'Organization' | 'Policies' | 'Labels' | 'Teams' | 'Silos';
  readonly kind: 'create' | 'update' | 'delete';
  /** In words: "Create the team “Radiology”". */
  readonly title: string;
  /** What differs, a line each. */
  readonly details: readonly string[];
  /** It takes something away: it is only done where somebody chose it. */
  readonly destructive: boolean;
  /** The record that it is about, by the name under which `versions` has its version. */
  readonly subject: string;
  readonly call: PlannedCall;
  /** What `access.simulate` can be asked about it. */
  readonly effects: readonly SimulatedChange[];
  /** Steps without which it cannot be done. */
  readonly needs: readonly string[];
}

export interface Plan {
  /** In an order in which they can be applied. */
  readonly steps: readonly PlanStep[];
  /** What the file says and nobody can do here, with why. */
  readonly impossible: readonly string[];
  /** What was not compared, with why. */
  readonly notes: readonly string[];
  /** The version of each record that a step is about, as it was compared. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * What narrows comes before what opens: a team gets its apps once the silo that binds it is there, and loses them before
 * that; what opens a silo comes last but for the teams that end.
 */
function rankOf({ section, kind, destructive, call }: PlanStep): number {
  if (section === 'Organization' || section === 'Policies') return 0;
  if (call.route === 'teams.create' || call.route === 'teams.update') return 1;
  if (call.route === 'team_apps.remove') return 2;
  if (section === 'Labels') return destructive ? 4 : 3;
  if (section === 'Silos') return destructive ? 7 : 5;
  return kind === 'delete' ? 8 : 6;
}

/** A part of a plan, before the steps are put in order. */
export interface PlanPart {
  readonly steps: readonly PlanStep[];
  readonly impossible: readonly string[];
  readonly notes: readonly string[];
}

/** What has to change so that the organization is what the file says. Nothing where it is that already. */
export function planOf(document: OrganizationDocument, state: OrganizationState): Plan {
  const parts = [
    planSettings(document, state),
    planRoles(document, state),
    planPolicies(document, state),
    planTeams(document, state),
    planLabels(document, state),
    planSilos(document, state),
  ];
  const steps = parts.flatMap((part) => part.steps);
  return {
    steps: inOrder(steps.toSorted((one, other) => rankOf(one) - rankOf(other))),
    impossible: parts.flatMap((part) => part.impossible),
    notes: parts.flatMap((part) => part.notes),
    versions: versionsOf(state),
  };
}

/** The version of each record by the name that steps call it. */
export function versionsOf(state: OrganizationState): Map<string, string> {
  return new Map([
    ['organization', state.organization_version],
    ['password policy', state.password_policy_version],
    ['token rules', state.token_rules_version],
    ...[...state.teams].map(([id, { version }]) => [`team ${id}`, version] as const),
    ...[...state.silos].map(([id, { version }]) => [`silo ${id}`, version] as const),
    ...[...state.apps].map(([id, { version }]) => [`app ${id}`, version] as const),
  ]);
}

/** The steps of a plan whose records are not as they were when it was made. */
export function outdatedSteps(plan: Plan, now: OrganizationState, steps: readonly PlanStep[]): PlanStep[] {
  const versions = versionsOf(now);
  return steps.filter(({ subject }) => versions.get(subject) !== plan.versions.get(subject));
}
