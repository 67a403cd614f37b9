import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import type { AppError } from '../../../contract/errors.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { roleName, roleText } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { personName } from '../members/person-name.ts';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { expiryState } from './expiry-state.ts';
import { ExpiryText } from './expiry-text.tsx';

interface InvitationCardProps {
  readonly invitation: Invitation;
  readonly state: 'open' | 'accepted';
  readonly onAccepted?: (invitation: Invitation) => void;
  readonly onDecline?: (invitation: Invitation) => void;
}

function useAccept(invitation: Invitation, onAccepted: InvitationCardProps['onAccepted']) {
  const { run, isPending } = useCommand('my_invitations.accept');
  const invalidate = useInvalidate();
  const [error, setError] = useState<AppError | null>(null);
  const accept = async () => {
    setError(null);
    try {
      await run({ params: { user_id: 'me', id: invitation.id } });
      onAccepted?.(invitation);
      await invalidate(null, 'organizations.list', 'my_invitations.list', 'notifications.list', 'users.get');
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  return { accept, isPending, error };
}

function Actions({ invitation, onAccepted, onDecline }: Omit<InvitationCardProps, 'state'>) {
  const blocked = useBlocked();
  const expired = expiryState(invitation, useNow()) === 'expired';
  const { accept, isPending, error } = useAccept(invitation, onAccepted);
  const { name } = invitation.organization;
  return (
    <>
      <div className="flex shrink-0 gap-2">
        <ReasonButton reason={blocked} aria-label={`Decline ${name}`} onClick={() => onDecline?.(invitation)}>
          Decline…
        </ReasonButton>
        <ReasonButton
          variant="primary"
          aria-label={`Accept ${name}`}
          reason={blocked ?? (expired ? 'It has expired. Ask for a new invitation.' : undefined)}
          loading={isPending}
          onClick={() => void accept()}
        >
          Accept
        </ReasonButton>
      </div>
      {error && (
        <div className="w-full">
          <InlineError error={error} />
        </div>
      )}
    </>
  );
}

/** One invitation to the person: to what, as what, by whom, until when. */
export function InvitationCard({ invitation, state, ...actions }: InvitationCardProps) {
  const { organization, role_id, invited_by } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <Avatar id={organization.id} name={organization.name} image={organization.image} kind="organization" size={40} />
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="break-words font-semibold text-base">
          <bdi>{organization.name}</bdi>
        </h2>
        <p className="break-words">
          <span title={roleText(role_id).summary}>{roleName(role_id)}</span>
          {invited_by && (
            <span className="text-muted">
              , invited by <bdi>{personName(invited_by)}</bdi>
            </span>
          )}
        </p>
        {state === 'open' && (
          <p className="mt-0.5 text-muted text-xs">
            Expires <ExpiryText invitation={invitation} />
          </p>
        )}
      </div>
      {state === 'open' ? (
        <Actions invitation={invitation} {...actions} />
      ) : (
        <div className="flex shrink-0 items-center gap-3" role="status">
          <span className="inline-flex items-center gap-1 text-green-text">
            <Check aria-hidden size={15} /> You are a member
          </span>
          <Link
            to="/o/$org"
            params={{ org: organization.id }}
            className="inline-flex h-8 max-w-64 items-center rounded-md bg-accent px-3 font-medium text-accent-contrast hover:bg-accent-hover"
          >
            <span className="truncate">Open {organization.name}</span>
          </Link>
        </div>
      )}
    </li>
  );
}
