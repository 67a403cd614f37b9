import type { AccessChange } from '../../../contract/access.ts';

export interface AppDifference {
  /** The empty id is the organization itself. */
  readonly app_id: string;
  readonly actions: readonly string[];
}

export interface GroupedChange {
  /** Everybody whose access differs in the same way. */
  readonly user_ids: readonly string[];
  readonly apps: readonly AppDifference[];
}

function appsByPerson(changes: readonly AccessChange[]): Map<string, Map<string, string[]>> {
  const people = new Map<string, Map<string, string[]>>();
  for (const { user_id, app_id = '', action } of changes) {
    const apps = people.get(user_id) ?? new Map<string, string[]>();
    const actions = apps.get(app_id) ?? [];
    actions.push(action);
    people.set(user_id, apps.set(app_id, actions));
  }
  return people;
}

/** Differences by what differs: people who gain or lose the same are told together, in the order in which they came. */
export function groupChanges(changes: readonly AccessChange[]): GroupedChange[] {
  const groups = new Map<string, { user_ids: string[]; apps: readonly AppDifference[] }>();
  for (const [user_id, byApp] of appsByPerson(changes)) {
    const apps = [...byApp].map(([app_id, actions]) => ({ app_id, actions }));
    const key = JSON.stringify(apps.map(({ app_id, actions }) => [app_id, [...actions].sort()]).sort());
    const group = groups.get(key) ?? { user_ids: [], apps };
    group.user_ids.push(user_id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
