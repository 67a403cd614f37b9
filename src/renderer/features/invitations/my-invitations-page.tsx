import { MailOpen } from 'lucide-react';
import { useState } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { useAllPages } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { InvitationCard } from './invitation-card.tsx';

const pick = (answer: AnswerOf<'my_invitations.list'>) => answer.invitations;

/** Accepted ones stay on the page, so that the person can go on to the organization. */
function useShown(rows: readonly Invitation[]) {
  const [accepted, setAccepted] = useState<readonly Invitation[]>([]);
  const open = rows.filter(({ id }) => !accepted.some((other) => other.id === id));
  return {
    open,
    accepted,
    onAccepted: (invitation: Invitation) => setAccepted((before) => [...before, invitation]),
  };
}

/** Organizations that invite the person. */
export function MyInvitationsPage() {
  const view = useAllPages('my_invitations.list', { params: { user_id: 'me' } }, pick);
  const { open, accepted, onAccepted } = useShown(view.rows);
  const [declining, setDeclining] = useState<Invitation | null>(null);
  useStatus({ asOf: view.asOf, count: plural(open.length, 'invitation') });
  if (view.error && view.rows.length === 0 && accepted.length === 0)
    return <ErrorState error={view.error} onRetry={view.refetch} />;
  if (!view.isPending && open.length + accepted.length === 0)
    return (
      <EmptyState
        icon={MailOpen}
        title="No invitation is waiting for you"
        text="When an organization invites one of your e-mail addresses, it appears here."
      />
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ul className="mx-auto w-full max-w-[760px] divide-y divide-line px-6 py-2">
        {view.isPending &&
          [0, 1].map((line) => (
            <li key={line} className="flex h-[72px] items-center gap-4">
              <Skeleton width={40} height={40} />
              <Skeleton height={24} />
            </li>
          ))}
        {accepted.map((invitation) => (
          <InvitationCard key={invitation.id} invitation={invitation} state="accepted" />
        ))}
        {open.map((invitation) => (
          <InvitationCard
            key={invitation.id}
            invitation={invitation}
            state="open"
            onAccepted={onAccepted}
            onDecline={setDeclining}
          />
        ))}
      </ul>
      {declining && <DeclineDialog invitation={declining} onClose={() => setDeclining(null)} />}
    </div>
  );
}
