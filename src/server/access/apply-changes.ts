import type { SimulatedChange } from '../../contract/access.ts';
import { Problem } from '../http/problem.ts';
import { Draft } from './draft.ts';
import type { OrganizationFacts } from './organization-facts.ts';

type Change<T extends SimulatedChange['type']> = Extract<SimulatedChange, { type: T }>;
/** Throws not_found naming a field of the change at hand, unless what it names is there. */
type Require = (there: boolean, field: string, message: string) => void;
type Step<T extends SimulatedChange['type']> = (draft: Draft, change: Change<T>, must: Require) => void;

const mustHaveTeam = ({ facts }: Draft, id: string, must: Require): void =>
  must(facts.teams.has(id), 'team_id', `${id} is not a team of the organization`);
const mustHaveApp = ({ facts }: Draft, id: string, must: Require): void =>
  must(facts.apps.has(id), 'app_id', `${id} is not an app of the organization`);
const mustHaveMember = ({ facts }: Draft, id: string, must: Require): void =>
  must(facts.members.has(id), 'user_id', `${id} is not a member of the organization`);

function mustHaveTeamApp(draft: Draft, team: string, app: string, must: Require): void {
  mustHaveTeam(draft, team, must);
  must(draft.facts.teams.get(team)?.apps.has(app) ?? false, 'app_id', `${app} is not an app of the team ${team}`);
}

/** What each change does: the same as the operation that would make it. */
const STEPS: { readonly [T in SimulatedChange['type']]: Step<T> } = {
  change_role(draft, { user_id, role_id }, must) {
    mustHaveMember(draft, user_id, must);
    draft.concerned.add(user_id);
    draft.facts.members.set(user_id, role_id);
  },
  remove_member(draft, { user_id }, must) {
    mustHaveMember(draft, user_id, must);
    draft.removeMember(user_id);
  },
  add_team_member(draft, { team_id, user_id }, must) {
    mustHaveTeam(draft, team_id, must);
    mustHaveMember(draft, user_id, must);
    draft.concerned.add(user_id);
    draft.team(team_id, false).members.add(user_id);
  },
  remove_team_member(draft, { team_id, user_id }, must) {
    mustHaveTeam(draft, team_id, must);
    must(draft.team(team_id, false).members.delete(user_id), 'user_id', `${user_id} is not in the team ${team_id}`);
    draft.concerned.add(user_id);
  },
  add_team_app(draft, { team_id, app_id, permission_id }, must) {
    mustHaveTeam(draft, team_id, must);
    mustHaveApp(draft, app_id, must);
    const { apps } = draft.team(team_id, true);
    // An app that the team has keeps its permission: adding it again does nothing.
    if (!apps.has(app_id)) apps.set(app_id, permission_id ?? null);
  },
  change_team_app(draft, { team_id, app_id, permission_id }, must) {
    mustHaveTeamApp(draft, team_id, app_id, must);
    draft.team(team_id, true).apps.set(app_id, permission_id ?? null);
  },
  remove_team_app(draft, { team_id, app_id }, must) {
    mustHaveTeamApp(draft, team_id, app_id, must);
    draft.team(team_id, true).apps.delete(app_id);
  },
  change_team_default(draft, { team_id, default_permission_id }, must) {
    mustHaveTeam(draft, team_id, must);
    draft.team(team_id, true).default_permission_id = default_permission_id;
  },
  delete_team(draft, { team_id }, must) {
    mustHaveTeam(draft, team_id, must);
    draft.deleteTeam(team_id);
  },
  set_labels(draft, { app_id, compliance_labels }, must) {
    const app = draft.facts.apps.get(app_id);
    mustHaveApp(draft, app_id, must);
    if (app === undefined) return;
    draft.facts.apps.set(app_id, { ...app, compliance_labels });
    draft.concernBound();
  },
  set_visibility(draft, { app_id, visibility }, must) {
    const app = draft.facts.apps.get(app_id);
    mustHaveApp(draft, app_id, must);
    if (app === undefined) return;
    draft.facts.apps.set(app_id, { ...app, visibility });
    draft.touched.add(app_id);
  },
  delete_app(draft, { app_id }, must) {
    mustHaveApp(draft, app_id, must);
    draft.deleteApp(app_id);
  },
  put_silo(draft, { silo }, must) {
    for (const [index, team] of silo.team_ids.entries())
      must(draft.facts.teams.has(team), `silo.team_ids.${index}`, `${team} is not a team of the organization`);
    draft.concernBound();
    draft.facts.silos.set(silo.id, { id: silo.id, team_ids: silo.team_ids, required_labels: silo.required_labels });
    draft.concernBound();
  },
  delete_silo(draft, { silo }, must) {
    must(draft.facts.silos.has(silo.id), 'silo.id', `${silo.id} is not a silo of the organization`);
    draft.concernBound();
    draft.facts.silos.delete(silo.id);
  },
  add_collaborator(draft, { app_id, user_id, scopes }, must) {
    mustHaveApp(draft, app_id, must);
    const others = (draft.facts.collaborators.get(app_id) ?? []).filter((one) => one.collaborator_id !== user_id);
    draft.facts.collaborators.set(app_id, [...others, { collaborator_id: user_id, scopes: scopes ?? ['*'] }]);
    draft.concernCollaborator(user_id);
  },
  remove_collaborator(draft, { app_id, user_id }, must) {
    mustHaveApp(draft, app_id, must);
    const all = draft.facts.collaborators.get(app_id) ?? [];
    const rest = all.filter((one) => one.collaborator_id !== user_id);
    must(rest.length < all.length, 'user_id', `${user_id} does not collaborate on the app ${app_id}`);
    draft.facts.collaborators.set(app_id, rest);
    draft.concernCollaborator(user_id);
  },
};

/**
 * The organization as it would be after the changes, one after the other, and whom they can concern. Throws not_found
 * naming the field (`body.changes.0.team_id`) of what is not there.
 */
export function applyChanges(facts: OrganizationFacts, changes: readonly SimulatedChange[]): Draft {
  const draft = new Draft(facts);
  for (const [index, change] of changes.entries()) {
    const must: Require = (there, field, message) => {
      if (!there) throw new Problem('not_found', message, [{ field: `body.changes.${index}.${field}`, message }]);
    };
    (STEPS[change.type] as Step<typeof change.type>)(draft, change as never, must);
  }
  return draft;
}
