import { Clock } from 'lucide-react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { exactTime, relativeTime } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { expiryState } from './expiry-state.ts';

const SETTLED: Readonly<Partial<Record<Invitation['status'], readonly [Tone, string]>>> = {
  ACCEPTED: ['green', 'Accepted'],
  DECLINED: ['neutral', 'Declined'],
  CANCELLED: ['neutral', 'Rescinded'],
};

/** When an invitation runs out, as a mark and a word once that is near; or what became of it. */
export function ExpiryText({ invitation }: { readonly invitation: Pick<Invitation, 'status' | 'expires_at'> }) {
  const now = useNow();
  const state = expiryState(invitation, now);
  const [tone, word] = SETTLED[invitation.status] ?? ['neutral', ''];
  if (state === 'settled') return <Badge tone={tone}>{word}</Badge>;
  const text = relativeTime(invitation.expires_at, now);
  return (
    <time dateTime={invitation.expires_at} title={exactTime(invitation.expires_at)}>
      {state === 'expired' && <Badge tone="red">Expired</Badge>}
      {state === 'soon' && (
        <Badge tone="amber" icon={Clock}>
          {text}
        </Badge>
      )}
      {state === 'later' && text}
    </time>
  );
}
