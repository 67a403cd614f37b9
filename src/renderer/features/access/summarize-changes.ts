import type { AccessChange } from '../../../contract/access.ts';

export interface PersonChange {
  readonly user_id: string;
  /** By app; the empty id is the organization itself. */
  readonly apps: readonly { readonly app_id: string; readonly actions: readonly string[] }[];
}

/** Differences by person and app, in the order in which they came. */
export function byPerson(changes: readonly AccessChange[]): PersonChange[] {
  const people = new Map<string, Map<string, string[]>>();
  for (const { user_id, app_id = '', action } of changes) {
    const apps = people.get(user_id) ?? new Map<string, string[]>();
    people.set(user_id, apps);
    apps.set(app_id, [...(apps.get(app_id) ?? []), action]);
  }
  return [...people].map(([user_id, apps]) => ({
    user_id,
    apps: [...apps].map(([app_id, actions]) => ({ app_id, actions })),
  }));
}
