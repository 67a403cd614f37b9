import {
  ACTIONS,
  APP_ACTION_NAMES,
  APP_ADMINISTRATION,
  type AppAction,
  ROLES,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  TEAM_PERMISSION_IDS,
  TEAM_PERMISSIONS,
  VISIBILITY_ACTIONS,
} from '../../../contract/permissions.ts';

/** Where an action's name is not yet what people say. */
const PHRASES: Readonly<Record<string, string>> = {
  view_apps: 'see the app',
  edit_app_id: 'change the app’s id',
  edit_app_description: 'describe the app',
  edit_app_notes: 'write the app’s notes',
  edit_collaborators: 'choose collaborators',
  view_base_workflow: 'see the base workflow',
  edit_base_workflow: 'choose the base workflow',
  delete_app: 'delete the app',
  transfer_app: 'give the app away',
  change_app_visibility: 'decide who sees the app',
  change_resource_visibility: 'decide who sees what is in the app',
  edit_compliance_labels: 'set compliance labels',
  view_sidebar_items: 'see the sidebar',
  view_team_names: 'see the names of team members',
};

/** An action as it stands in a sentence after "can": "train models". */
export const actionWords = (action: string): string => PHRASES[action] ?? action.replaceAll('_', ' ');

/** As a label of its own: "Train models". */
export function actionTitle(action: string): string {
  const words = actionWords(action);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const isAdministration = (action: string) => (APP_ADMINISTRATION as readonly string[]).includes(action);

/** What a scope of `*` gives on an app. */
export const OFFERED_ACTIONS: readonly AppAction[] = APP_ACTION_NAMES.filter((action) => !isAdministration(action));
const READING: readonly string[] = APP_ACTION_NAMES.filter((action) => action.startsWith('view_'));

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((action) => b.includes(action));

const roleSet = (role: RoleId): readonly [string, readonly string[]] => [
  ROLES[role].name,
  APP_ACTION_NAMES.filter((action) => (ACTIONS[action] as readonly RoleId[]).includes(role)),
];

/** What names a whole set of actions on an app; of two names for the same set the first counts. */
const NAMED_SETS: readonly (readonly [name: string, actions: readonly string[]])[] = [
  ['Everything, and its administration', APP_ACTION_NAMES],
  ['Everything in the app', OFFERED_ACTIONS],
  roleSet('organization_contributor'),
  ...TEAM_PERMISSION_IDS.map(
    (id) =>
      [
        TEAM_PERMISSIONS[id].name,
        TEAM_PERMISSION_ACTIONS[id].filter((action) => (APP_ACTION_NAMES as readonly string[]).includes(action)),
      ] as const,
  ),
  ['Reading', READING],
  roleSet('organization_user'),
  ['Reading its content', VISIBILITY_ACTIONS],
];

/** What a whole set of actions on an app is called, where it has a name. */
export const nameOfSet = (actions: readonly string[]): string | undefined =>
  NAMED_SETS.find(([, set]) => sameSet(actions, set))?.[0];

const LARGEST_FIRST = [...NAMED_SETS].sort(([, a], [, b]) => b.length - a.length);

/** What somebody may do with an app in a few words: "Model Trainer", "Organization User and 4 more", "Train models". */
export function describeActions(actions: readonly string[]): string {
  if (actions.length === 0) return 'Nothing';
  const named = nameOfSet(actions);
  if (named !== undefined) return named;
  const [base, set = []] = LARGEST_FIRST.find(([, all]) => all.every((action) => actions.includes(action))) ?? [];
  const rest = actions.filter((action) => !set.includes(action));
  if (base !== undefined) return `${base} and ${rest.length} more`;
  const titles = rest.slice(0, 2).map(actionWords).join(', ');
  const text = rest.length > 2 ? `${titles} and ${rest.length - 2} more` : titles;
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A collaborator's scopes in words. */
export function describeScopes(scopes: readonly string[]): string {
  if (scopes.includes('*')) return 'Everything in the app';
  const actions = scopes.filter((scope) => scope !== 'read');
  if (actions.length === 0) return scopes.length === 0 ? 'Nothing' : 'Reading';
  const titles =
    actions.length <= 2
      ? actions.map(actionWords).join(' and ')
      : `${actions.map(actionWords).slice(0, 2).join(', ')} and ${actions.length - 2} more`;
  return scopes.includes('read') ? `Reading; ${titles}` : titles.charAt(0).toLocaleUpperCase() + titles.slice(1);
}

export interface ActionGroup {
  readonly name: string;
  readonly actions: readonly AppAction[];
}

const GROUPS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Models', /model/],
  ['Workflows', /workflow/],
  ['Datasets, inputs and concepts', /dataset|input|concept/],
  ['Labeling', /task|annotation|evaluate|team_names|feedback/],
  ['Modules', /module/],
  ['The app', /./],
];

/** The actions that a collaborator can be given, each once, under headings that a person would look under. */
export const OFFERED_GROUPS: readonly ActionGroup[] = GROUPS.map(([name], index) => ({
  name,
  actions: OFFERED_ACTIONS.filter((action) => GROUPS.findIndex(([, pattern]) => pattern.test(action)) === index),
}));
