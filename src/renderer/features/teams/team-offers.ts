import type { Action } from '../../../contract/permissions.ts';
import { rolesThatMay } from '../../lib/abilities.ts';
import type { Standing } from '../members/member-offers.ts';

/** Why something in the organization cannot be done now; undefined when it can. */
export function reasonAgainst(standing: Standing, action: Action): string | undefined {
  if (standing.blocked !== undefined) return standing.blocked;
  if (standing.abilities[action] === true) return undefined;
  return `Your role does not allow it; ${rolesThatMay(action)} may.`;
}
