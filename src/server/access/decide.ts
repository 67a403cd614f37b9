import { ACTION_NAMES, ACTIONS, type Action, type RoleId } from '../../contract/permissions.ts';

/** What is known about the caller when a decision is made: plain data, read in the same transaction as the act. */
export interface Actor {
  readonly user_id: string;
  /** Their role in the organization in question; null for somebody who is no member. */
  readonly role_id: RoleId | null;
  /** The scopes of the token they call with. */
  readonly scopes: readonly string[];
}

export interface Grant {
  readonly via: 'role';
  readonly role_id: RoleId;
}
export interface Denial {
  readonly via: 'scope';
  readonly missing: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Everything that says yes. Without one, the answer is no. */
  readonly grants: readonly Grant[];
  /** Everything that says no. One is enough. */
  readonly denials: readonly Denial[];
}

const READING: ReadonlySet<Action> = new Set(ACTION_NAMES.filter((action) => action.startsWith('view_')));

/** Whether scopes cover an action: `*` covers all, `read` all reading, a name itself and the reading it needs. */
export function scopesCover(scopes: readonly string[], action: Action): boolean {
  if (scopes.includes('*') || scopes.includes(action)) return true;
  return READING.has(action) && scopes.length > 0;
}

const roleAllows = (role: RoleId, action: Action): boolean => (ACTIONS[action] as readonly RoleId[]).includes(role);

/** Whether the actor may do the action in the organization, with every grant and every rule that decided. */
export function decide(actor: Actor, action: Action): Decision {
  const grants: Grant[] =
    actor.role_id !== null && roleAllows(actor.role_id, action) ? [{ via: 'role', role_id: actor.role_id }] : [];
  const denials: Denial[] = scopesCover(actor.scopes, action) ? [] : [{ via: 'scope', missing: action }];
  return { allowed: grants.length > 0 && denials.length === 0, grants, denials };
}

/** What the actor may do in the organization, for the `abilities` of an answer. */
export function abilitiesOf(actor: Actor): Record<Action, boolean> {
  return Object.fromEntries(ACTION_NAMES.map((action) => [action, decide(actor, action).allowed])) as Record<
    Action,
    boolean
  >;
}
