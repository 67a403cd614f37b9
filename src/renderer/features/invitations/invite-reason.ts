import { formatNumber } from '../../lib/format.ts';
import type { ParsedAddresses } from './parse-addresses.ts';
import { type AddressCheck, MOST_AT_ONCE } from './use-check-addresses.ts';

/** Why nothing can be sent yet, or undefined. Malformed addresses do not hold the others back: they are named. */
export function inviteReason(parsed: ParsedAddresses, check: AddressCheck, inviting: number): string | undefined {
  if (parsed.valid.length === 0) return 'Enter at least one e-mail address.';
  if (parsed.valid.length > MOST_AT_ONCE) return `Invite at most ${formatNumber(MOST_AT_ONCE)} people at a time.`;
  if (check.isChecking) return 'Checking who is a member already…';
  return inviting === 0 ? 'Everybody here is a member or invited already.' : undefined;
}
