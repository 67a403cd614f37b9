import { type RouteName, routes } from '../../src/contract/api/index.ts';
import { ACTIONS, type Action, type RoleId } from '../../src/contract/permissions.ts';
import type { Route } from '../../src/contract/route.ts';
import { routeNames } from '../../src/server/testing/scenes.ts';

/** What an example needs beyond its route's own action: a field's right, or to see what it names. */
const ALSO: Partial<Record<RouteName, { right: Action; sees?: string }>> = {
  'app.update': { right: 'edit_app_notes' },
  'apps.update': { right: 'edit_app_description', sees: 'body.apps.0.id' },
  'apps.delete': { right: 'delete_app', sees: 'body.ids.0' },
  'collaborators.remove': { right: 'edit_collaborators' },
  'stars.add': { right: 'view_apps', sees: 'body.targets.0' },
  // Everybody may ask these about themselves; the examples ask about somebody else.
  'access.list': { right: 'view_access' },
  'access.explain': { right: 'view_access' },
};
/** An app of the admin's own: no organization is asked. */
const OF_A_PERSON: RouteName = 'app.transfer';
/** The one route that works on a deleted organization, and on no other. */
export const RESTORE: RouteName = 'organizations.restore';

export interface Guarded {
  readonly name: RouteName;
  /** The action that the contract says the route needs. */
  readonly action: Action;
  readonly inApp: boolean;
}

/** Every route that speaks of an organization or of one of its apps: a new one stands here by itself. */
export const guarded: readonly Guarded[] = routeNames.flatMap((name): Guarded[] => {
  const { access }: Route = routes[name];
  if (access.for === 'organization' || access.for === 'owner') return [{ name, action: access.action, inApp: false }];
  if (name === OF_A_PERSON) return [];
  if (access.for === 'app') return [{ name, action: access.action, inApp: true }];
  return access.for === 'apps' ? [{ name, action: 'view_apps', inApp: true }] : [];
});

const may = (role: RoleId, action: Action) => (ACTIONS[action] as readonly RoleId[]).includes(role);

/** What a member of this role who is in no team meets: on apps a team contributor has nothing from the role itself. */
export function expectedOf(role: RoleId, { name, action, inApp }: Guarded): string {
  const also = ALSO[name];
  const sees = role !== 'team_contributor' && may(role, 'view_apps');
  const hidden = ['404 11101', ...(also?.sees === undefined ? [] : [also.sees])].join(' ');
  if (inApp && !sees) return hidden;
  if (!may(role, action)) return `403 11007 ${action}`;
  if (also?.sees !== undefined && !sees) return hidden;
  return also === undefined || may(role, also.right) ? '200 10000' : `403 11007 ${also.right}`;
}
