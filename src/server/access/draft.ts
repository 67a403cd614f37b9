import type { TeamPermissionId } from '../../contract/permissions.ts';
import type { OrganizationFacts, TeamFacts } from './organization-facts.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer I, infer V> ? Map<I, V> : T[K] };
interface DraftTeam extends TeamFacts {
  default_permission_id: TeamPermissionId;
  readonly members: Set<string>;
  readonly apps: Map<string, TeamPermissionId | null>;
}

/** A copy of an organization's facts that can be changed, and whom the changes can concern. Copies what is touched. */
export class Draft {
  readonly facts: Mutable<OrganizationFacts>;
  /** Whose access the changes can alter. */
  readonly concerned = new Set<string>();
  /** Apps that changed for everybody. */
  readonly touched = new Set<string>();
  readonly #teams = new Map<string, DraftTeam>();

  constructor(facts: OrganizationFacts) {
    const { members, teams, silos, apps, collaborators, partners } = facts;
    this.facts = {
      ...facts,
      members: new Map(members),
      teams: new Map(teams),
      silos: new Map(silos),
      apps: new Map(apps),
      collaborators: new Map(collaborators),
      partners: new Map(partners),
    };
  }

  /** The team to change; all who are in it are concerned where `all` says so. */
  team(id: string, all: boolean): DraftTeam {
    const team = this.#teams.get(id) ?? this.#copy(id);
    if (all) for (const user of team.members) this.concerned.add(user);
    return team;
  }

  #copy(id: string): DraftTeam {
    const team = this.facts.teams.get(id);
    if (team === undefined) throw new Error(`${id} is no team`);
    const copy = { ...team, members: new Set(team.members), apps: new Map(team.apps) };
    this.facts.teams.set(id, copy);
    this.#teams.set(id, copy);
    return copy;
  }

  deleteTeam(id: string): void {
    this.team(id, true);
    this.#teams.delete(id);
    this.facts.teams.delete(id);
    for (const [silo, { team_ids, ...rest }] of this.facts.silos)
      if (team_ids.includes(id))
        this.facts.silos.set(silo, { ...rest, team_ids: team_ids.filter((team) => team !== id) });
  }

  removeMember(userId: string): void {
    this.concerned.add(userId);
    this.facts.members.delete(userId);
    for (const [id, team] of this.facts.teams)
      if (team.members.has(userId)) this.team(id, false).members.delete(userId);
  }

  deleteApp(id: string): void {
    this.touched.add(id);
    this.facts.apps.delete(id);
    this.facts.collaborators.delete(id);
    for (const [team, { apps }] of this.facts.teams) if (apps.has(id)) this.team(team, true).apps.delete(id);
  }

  /** Everybody whom a silo binds now is concerned: an app's labels, or the silo itself, change. */
  concernBound(): void {
    for (const { team_ids } of this.facts.silos.values())
      for (const id of team_ids) for (const user of this.facts.teams.get(id)?.members ?? []) this.concerned.add(user);
  }

  /** The person, or everybody who may work here through the organization. */
  concernCollaborator(id: string): void {
    if (!this.facts.organizations.has(id)) this.concerned.add(id);
    else for (const [user, roles] of this.facts.partners) if (roles.has(id)) this.concerned.add(user);
  }
}
