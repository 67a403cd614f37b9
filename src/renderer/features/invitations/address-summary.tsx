import type { ReactNode } from 'react';
import { formatNumber, plural } from '../../lib/format.ts';
import { Spinner } from '../../ui/spinner.tsx';
import type { ParsedAddresses } from './parse-addresses.ts';
import type { AddressCheck } from './use-check-addresses.ts';

const NAMED = 5;

function named(list: readonly string[]): string {
  const rest = list.length - NAMED;
  return list.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${formatNumber(rest)} more` : '');
}

interface LineProps {
  readonly mark: string;
  readonly tone?: string;
  readonly children: ReactNode;
}

const Line = ({ mark, tone, children }: LineProps) => (
  <li className={`flex gap-2 ${tone ?? ''}`}>
    <span aria-hidden className="w-3 shrink-0 text-center">
      {mark}
    </span>
    <span className="min-w-0 break-words">{children}</span>
  </li>
);

interface AddressSummaryProps {
  readonly parsed: ParsedAddresses;
  readonly check: AddressCheck;
}

/** What was understood: how many will be invited, and by name whoever will not and why. */
export function AddressSummary({ parsed, check }: AddressSummaryProps) {
  const { valid, malformed, duplicates } = parsed;
  const { outcomes, isChecking, error } = check;
  if (valid.length + malformed.length === 0) return null;
  return (
    <ul aria-live="polite" aria-label="What was understood" className="flex flex-col gap-1 text-xs">
      <Line mark="✓" tone="text-green-text">
        {outcomes === undefined
          ? plural(valid.length, 'valid address', 'valid addresses')
          : `${plural(outcomes.invite.length, 'person', 'people')} to invite`}
        {isChecking && (
          <span className="ml-2 inline-flex items-center gap-1 text-muted">
            <Spinner size={12} /> checking who is a member already
          </span>
        )}
      </Line>
      {malformed.length > 0 && (
        <Line mark="!" tone="text-red-text">
          {plural(malformed.length, 'entry is', 'entries are')} no e-mail address and left out: {named(malformed)}
        </Line>
      )}
      {duplicates.length > 0 && (
        <Line mark="=">
          {plural(duplicates.length, 'address', 'addresses')} given more than once: {named(duplicates)}
        </Line>
      )}
      {outcomes !== undefined && outcomes.members.length > 0 && (
        <Line mark="–">
          {plural(outcomes.members.length, 'is a member already', 'are members already')}: {named(outcomes.members)}
        </Line>
      )}
      {outcomes !== undefined && outcomes.invited.length > 0 && (
        <Line mark="–">
          {plural(outcomes.invited.length, 'is invited already', 'are invited already')}: {named(outcomes.invited)}
        </Line>
      )}
      {error && (
        <Line mark="!" tone="text-amber-text">
          Could not check who is a member already. The server checks again when you invite.
        </Line>
      )}
    </ul>
  );
}
