import { ACTION_NAMES, type Action } from '../../../contract/permissions.ts';

export type ScopeMode = 'all' | 'read' | 'chosen';

/** "edit_app_id" as "Edit app id": action names are English phrases already. */
export function actionLabel(action: string): string {
  const text = action.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const GROUPS: readonly (readonly [string, RegExp])[] = [
  ['Organization and people', /organization|member|team|audit/],
  ['Apps and models', /app|model|workflow|collaborator|module|resource|sidebar/],
  ['Infrastructure and costs', /./],
];

const groupOf = (action: Action) => GROUPS.findIndex(([, pattern]) => pattern.test(action));

/** All actions, each once, under headings that a person would look under. */
export const SCOPE_GROUPS: readonly { readonly name: string; readonly actions: readonly Action[] }[] = GROUPS.map(
  ([name], index) => ({ name, actions: ACTION_NAMES.filter((action) => groupOf(action) === index) }),
);

/** A token's scopes in words. */
export function describeScopes(scopes: readonly string[]): string {
  if (scopes.includes('*')) return 'Everything';
  const actions = scopes.filter((scope) => scope !== 'read');
  if (actions.length === 0) return 'Read only';
  return actions.length === 1 ? actionLabel(actions[0] ?? '') : `${actions.length} actions`;
}
