import { formatNumber } from '../../lib/format.ts';
import type { ParsedAddresses } from './parse-addresses.ts';
import type { AddressCheck } from './use-check-addresses.ts';

/** More people than this have their desk: a table, a check of each row, and sending that can be resumed. */
export const MOST_IN_DIALOG = 50;

/** Why nothing can be sent yet, or undefined. Malformed addresses do not hold the others back: they are named. */
export function inviteReason(parsed: ParsedAddresses, check: AddressCheck, inviting: number): string | undefined {
  if (parsed.valid.length === 0) return 'Enter at least one e-mail address.';
  if (parsed.valid.length > MOST_IN_DIALOG)
    return `For more than ${formatNumber(MOST_IN_DIALOG)} people press “Invite many…”: it takes what you have typed.`;
  if (check.isChecking) return 'Checking who is a member already…';
  return inviting === 0 ? 'Everybody here is a member or invited already.' : undefined;
}
