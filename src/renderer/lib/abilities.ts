import { ACTIONS, type Action, ROLES, type RoleId } from '../../contract/permissions.ts';
import { useOrganization } from './current.ts';

/**
 * Whether one may do something in the organization of the address, as its record says; undefined while that is not
 * known. The server decides anew at each call: this only decides what is offered.
 */
export const useAbility = (action: Action): boolean | undefined => useOrganization()?.abilities[action];

/** The roles that may do something, by name: "Admin and Organization Contributor". */
export function rolesThatMay(action: Action): string {
  const names = (ACTIONS[action] as readonly RoleId[]).map((role) => ROLES[role].name);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
