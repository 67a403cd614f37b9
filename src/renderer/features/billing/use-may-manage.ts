import { rolesThatMay, useAbility } from '../../lib/abilities.ts';
import { useBlocked } from '../../lib/use-blocked.ts';

/** Why billing cannot be changed now; undefined where it can. */
export function useManageReason(): string | undefined {
  const blocked = useBlocked();
  const may = useAbility('manage_billing');
  if (may === false) return `Only ${rolesThatMay('manage_billing')} may change this.`;
  return blocked;
}
