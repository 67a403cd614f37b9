import type { Denial, Grant, SimulatedChange } from '../../../contract/access.ts';
import { TEAM_PERMISSIONS, type TeamPermissionId } from '../../../contract/permissions.ts';
import { roleName } from '../../lib/format.ts';
import { actionWords, describeScopes } from './action-words.ts';

/** What a sentence about access is made of: words, and things that can be opened. */
export interface Thing {
  readonly kind: 'person' | 'team' | 'app' | 'silo';
  readonly id: string;
  readonly text: string;
}
export type Part = string | Thing;
export type Sentence = readonly Part[];

/** What things are called. An unknown id names itself. */
export interface AccessNames {
  readonly person: (id: string) => string;
  readonly team: (id: string) => string;
  readonly app: (id: string) => string;
  readonly silo: (id: string) => string;
}

/** The same as plain text, for labels and tooltips. */
export const sentenceText = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : part.text)).join('');

const permission = (id: TeamPermissionId) => TEAM_PERMISSIONS[id].name;
const listed = (words: readonly string[], and = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;

const lower = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);

export function things(names: AccessNames) {
  return {
    person: (id: string): Thing => ({ kind: 'person', id, text: names.person(id) }),
    team: (id: string): Thing => ({ kind: 'team', id, text: names.team(id) }),
    app: (id: string): Thing => ({ kind: 'app', id, text: names.app(id) }),
    silo: (id: string): Thing => ({ kind: 'silo', id, text: names.silo(id) }),
  };
}

function teamSentence(grant: Grant & { via: 'team' }, names: AccessNames): Sentence {
  const { team, app } = things(names);
  const { team_id, permission_id, from, app_id } = grant;
  const name = permission(permission_id);
  const start = ['through team ', team(team_id)];
  // Where the question names no app, the app that carries the permission is part of the answer.
  if (from === 'default')
    return app_id === undefined
      ? [...start, `, whose default is ${name}`]
      : [...start, `, whose default ${name} holds on `, app(app_id)];
  return app_id === undefined
    ? [...start, `, which has ${name} on this app`]
    : [...start, `, which has ${name} on `, app(app_id)];
}

/** What gives the access, after "can …": "through team Radiology, whose default is Model Trainer". */
export function grantSentence(grant: Grant, names: AccessNames, userId?: string): Sentence {
  const { person } = things(names);
  switch (grant.via) {
    case 'owner':
      return ['as the owner of the app'];
    case 'role':
      return [`as ${roleName(grant.role_id)}`];
    case 'team':
      return teamSentence(grant, names);
    case 'collaborator': {
      const scopes = lower(describeScopes(grant.scopes));
      return grant.collaborator_id === userId
        ? [`as a collaborator: ${scopes}`]
        : ['as a member of ', person(grant.collaborator_id), `, a collaborator: ${scopes}`];
    }
    case 'visibility':
      return grant.visibility === 'public'
        ? ['because the app is public']
        : ['because everybody in the organization may see the app'];
  }
}

/** Everything that gives the access, as one line of plain text. */
export function grantsText(grants: readonly Grant[], names: AccessNames, userId: string): string {
  const text = grants.map((grant) => sentenceText(grantSentence(grant, names, userId))).join('; ');
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

const TOKEN_RULES: Readonly<Record<string, string>> = {
  withdrawn: 'an admin withdrew its access to this organization',
  require_expiry: 'it has no expiry, and the organization asks for one',
  max_lifetime: 'it lives longer than the organization allows',
  allowed_scopes: 'it has scopes that the organization does not allow',
};

const PLANS: Readonly<Record<string, string>> = { pay_as_you_go: 'Pay as you go', enterprise: 'Enterprise' };

/** What keeps somebody out whatever else says yes, as a sentence of its own without its full stop. */
export function denialSentence(denial: Denial, names: AccessNames): Sentence {
  const { silo, team } = things(names);
  switch (denial.via) {
    case 'silo': {
      const teams = denial.team_ids.flatMap((id, index) => (index === 0 ? [team(id)] : [', ', team(id)]));
      const labels = listed(denial.missing_labels);
      const word = denial.missing_labels.length === 1 ? 'label' : 'labels';
      const which = denial.team_ids.length === 1 ? 'team ' : 'teams ';
      return [
        'Silo ',
        silo(denial.silo_id),
        ` keeps them out: through ${which}`,
        ...teams,
        ` they are bound to apps with the ${word} ${labels}, which this app lacks`,
      ];
    }
    case 'scope':
      return [`The token in use does not cover it: it lacks the scope to ${actionWords(denial.missing)}`];
    case 'plan':
      return [`The plan ${PLANS[denial.plan] ?? denial.plan} has no teams, so none gives access`];
    case 'token':
      return [`The token in use is kept out: ${TOKEN_RULES[denial.rule] ?? denial.rule.replaceAll('_', ' ')}`];
  }
}

const VISIBILITY: Readonly<Record<number, string>> = { 10: 'private', 30: 'visible to the organization', 50: 'public' };

/** A change in words, as an order: "remove Ada Byron from team Radiology". Complete for every change that can be tried out. */
export function changeSentence(change: SimulatedChange, names: AccessNames): Sentence {
  const { person, team, app, silo } = things(names);
  const own = (id: TeamPermissionId | null | undefined) => (id ? permission(id) : 'the team’s default');
  switch (change.type) {
    case 'change_role':
      return ['make ', person(change.user_id), ` ${roleName(change.role_id)}`];
    case 'remove_member':
      return ['remove ', person(change.user_id), ' from the organization'];
    case 'add_team_member':
      return ['add ', person(change.user_id), ' to team ', team(change.team_id)];
    case 'remove_team_member':
      return ['remove ', person(change.user_id), ' from team ', team(change.team_id)];
    case 'add_team_app':
      return ['add ', app(change.app_id), ' to team ', team(change.team_id), ` with ${own(change.permission_id)}`];
    case 'change_team_app':
      return ['set ', app(change.app_id), ' in team ', team(change.team_id), ` to ${own(change.permission_id)}`];
    case 'remove_team_app':
      return ['remove ', app(change.app_id), ' from team ', team(change.team_id)];
    case 'change_team_default':
      return ['set the default of team ', team(change.team_id), ` to ${permission(change.default_permission_id)}`];
    case 'delete_team':
      return ['delete team ', team(change.team_id)];
    case 'set_labels':
      return change.compliance_labels.length === 0
        ? ['remove all labels from ', app(change.app_id)]
        : ['label ', app(change.app_id), ` ${listed(change.compliance_labels)}`];
    case 'set_visibility':
      return ['make ', app(change.app_id), ` ${VISIBILITY[change.visibility] ?? 'visible'}`];
    case 'delete_app':
      return ['delete ', app(change.app_id)];
    case 'put_silo':
      return [
        'put up silo ',
        silo(change.silo.id),
        ' for ',
        ...change.silo.team_ids.flatMap((id, index) => (index === 0 ? [team(id)] : [', ', team(id)])),
        ` with ${listed(change.silo.required_labels)}`,
      ];
    case 'delete_silo':
      return ['take down silo ', silo(change.silo.id)];
    case 'add_collaborator':
      return [
        'let ',
        person(change.user_id),
        ' work in ',
        app(change.app_id),
        ...(change.scopes ? [`: ${lower(describeScopes(change.scopes))}`] : []),
      ];
    case 'remove_collaborator':
      return ['end the collaboration of ', person(change.user_id), ' in ', app(change.app_id)];
  }
}

interface Explained {
  readonly user_id: string;
  /** An action's name, or several in words of their own. */
  readonly action: string;
  readonly app_id?: string | undefined;
  readonly grants: readonly Grant[];
  readonly denials: readonly Denial[];
  /** The smallest changes that would each take it away. */
  readonly ended_by?: readonly (readonly SimulatedChange[])[];
}

const joined = (sentences: readonly Sentence[], between: string): Part[] =>
  sentences.flatMap((sentence, index) => (index === 0 ? [...sentence] : [between, ...sentence]));

/**
 * Access told whole: "Ada Byron can train models in chest-xray through team Radiology, whose default is Model Trainer.
 * That ends if you remove Ada Byron from team Radiology." A denial is told before what it overrules.
 */
export function accessSentence(explained: Explained, names: AccessNames): Sentence {
  const { user_id, action, app_id, grants, denials, ended_by = [] } = explained;
  const { person, app } = things(names);
  const what: Part[] = [` ${actionWords(action)}`, ...(app_id === undefined ? [] : [' in ', app(app_id)])];
  const paths = joined(
    grants.map((grant) => grantSentence(grant, names, user_id)),
    '; and ',
  );
  if (denials.length > 0) {
    const reasons = denials.flatMap((denial): Part[] => ['. ', ...denialSentence(denial, names)]);
    const overruled: Part[] = grants.length === 0 ? [] : ['. That overrules what they have ', ...paths];
    return [person(user_id), ' cannot', ...what, ...reasons, ...overruled, '.'];
  }
  if (grants.length === 0) return [person(user_id), ' cannot', ...what, ': no role, team or share gives it.'];
  const ways = ended_by.map((changes) =>
    joined(
      changes.map((change) => changeSentence(change, names)),
      ' and ',
    ),
  );
  const ending: Part[] = ways.length === 0 ? [] : [' That ends if you ', ...joined(ways, ', or if you '), '.'];
  return [person(user_id), ' can', ...what, ' ', ...paths, '.', ...ending];
}
