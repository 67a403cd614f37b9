import type { PlanId, RoleId, TeamPermissionId } from '../../contract/permissions.ts';

/** A team that the actor is in. */
export interface ActorTeam {
  readonly id: string;
  readonly default_permission_id: TeamPermissionId;
}

/** A silo of the owning organization that binds the actor, and the teams through which it does. */
export interface BindingSilo {
  readonly id: string;
  readonly team_ids: readonly string[];
  readonly required_labels: readonly string[];
}

/** A permission that one of the actor's teams has on some app: what questions that name no app are answered from. */
export interface CarriedPermission {
  readonly team_id: string;
  readonly permission_id: TeamPermissionId;
  readonly from: 'default' | 'app';
  /** One app that carries it, and that app's labels. */
  readonly app_id: string;
  readonly compliance_labels: readonly string[];
}

/** What is known about somebody in relation to one owner of apps: plain data, read in the same transaction as the act. */
export interface Actor {
  readonly user_id: string;
  /** Their role in the owning organization; null for somebody who is no member, and where a person owns. */
  readonly role_id: RoleId | null;
  /** The scopes of the token they call with; `['*']` to ask about the person. */
  readonly scopes: readonly string[];
  /** Rules of the owning organization that the token breaks: each keeps it out. */
  readonly token_rules?: readonly string[];
  readonly plan?: PlanId | null;
  readonly teams?: readonly ActorTeam[];
  readonly carried?: readonly CarriedPermission[];
  readonly silos?: readonly BindingSilo[];
  /** Their roles in other live organizations, by the organization's id. */
  readonly partners?: ReadonlyMap<string, RoleId>;
}

export interface TeamOnApp {
  readonly team_id: string;
  /** The app's own permission in the team; null where the team's default holds. */
  readonly permission_id: TeamPermissionId | null;
}

export interface Collaboration {
  /** A person, or an organization. */
  readonly collaborator_id: string;
  readonly scopes: readonly string[];
}

/** What is known about one app. Teams and collaborators that have nothing to do with the actor may be left out. */
export interface AppFacts {
  readonly id: string;
  readonly owner_id: string;
  readonly visibility: number;
  readonly compliance_labels: readonly string[];
  readonly teams: readonly TeamOnApp[];
  readonly collaborators: readonly Collaboration[];
}

export const PRIVATE = 10;
export const ORGANIZATION = 30;
export const PUBLIC = 50;

/** Plans without teams: what teams grant there does not count. What their silos close stays closed. */
export const PLANS_WITHOUT_TEAMS: ReadonlySet<PlanId> = new Set(['pay_as_you_go']);
