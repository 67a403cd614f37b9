import type { Route, RouteAnswer, RouteInput } from '../route.ts';
import { appsCreate, appsList } from './apps.ts';
import { auditSearch } from './audit.ts';
import {
  invitationsCancel,
  invitationsCreate,
  invitationsList,
  invitationsResend,
  myInvitationsAccept,
  myInvitationsDecline,
  myInvitationsList,
} from './invitations.ts';
import { keysCreate, keysDelete, keysGet, keysList, keysUpdate, scopesList } from './keys.ts';
import { membersList, membersRemove, membersUpdate } from './members.ts';
import {
  organizationsCreate,
  organizationsDelete,
  organizationsGet,
  organizationsHome,
  organizationsLeave,
  organizationsList,
  organizationsRestore,
  organizationsUpdate,
} from './organizations.ts';
import { rolesList } from './roles.ts';
import { sessionsCreate } from './sessions.ts';
import { teamAppsAdd, teamMembersAdd, teamsCreate, teamsList } from './teams.ts';
import { usageRecord } from './usage.ts';
import { usersCreate, usersDelete, usersGet, usersSetPassword, usersUpdate } from './users.ts';

/** Every operation of the API by name: the one list that server, main and renderer share. */
export const routes = {
  'users.create': usersCreate,
  'users.get': usersGet,
  'users.update': usersUpdate,
  'users.set_password': usersSetPassword,
  'users.delete': usersDelete,
  'sessions.create': sessionsCreate,
  'keys.list': keysList,
  'keys.get': keysGet,
  'keys.create': keysCreate,
  'keys.update': keysUpdate,
  'keys.delete': keysDelete,
  'scopes.list': scopesList,
  'organizations.list': organizationsList,
  'organizations.create': organizationsCreate,
  'organizations.get': organizationsGet,
  'organizations.update': organizationsUpdate,
  'organizations.delete': organizationsDelete,
  'organizations.restore': organizationsRestore,
  'organizations.leave': organizationsLeave,
  'organizations.home': organizationsHome,
  'members.list': membersList,
  'members.update': membersUpdate,
  'members.remove': membersRemove,
  'invitations.list': invitationsList,
  'invitations.create': invitationsCreate,
  'invitations.cancel': invitationsCancel,
  'invitations.resend': invitationsResend,
  'my_invitations.list': myInvitationsList,
  'my_invitations.accept': myInvitationsAccept,
  'my_invitations.decline': myInvitationsDecline,
  'teams.list': teamsList,
  'teams.create': teamsCreate,
  'team_members.add': teamMembersAdd,
  'team_apps.add': teamAppsAdd,
  'apps.list': appsList,
  'apps.create': appsCreate,
  'usage.record': usageRecord,
  'audit.search': auditSearch,
  'roles.list': rolesList,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type InputOf<N extends RouteName> = RouteInput<Routes[N]>;
export type AnswerOf<N extends RouteName> = RouteAnswer<Routes[N]>;

/** The route of that name, or undefined; own properties only, so that `__proto__` is no route. */
export function findRoute(name: string): Route | undefined {
  return Object.hasOwn(routes, name) ? routes[name as RouteName] : undefined;
}
