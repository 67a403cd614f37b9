import { Link } from '@tanstack/react-router';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { formatNumber, plural, relativeTime, roleName } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { expiryState } from '../invitations/expiry-state.ts';
import { useResend } from '../invitations/use-resend.ts';
import { NotShown, Section } from './section.tsx';

function summary({ pending, expiring, expired }: OrganizationHome['invitations']): string {
  if (pending + expired === 0) return 'No invitation is waiting for an answer.';
  const parts = [`${formatNumber(pending)} pending`];
  if (expiring > 0)
    parts.push(`${formatNumber(expiring)} of them ${expiring === 1 ? 'expires' : 'expire'} within 48 hours`);
  if (expired > 0) parts.push(`${formatNumber(expired)} expired`);
  return `${parts.join(', ')}.`;
}

function NextExpiring({ home }: { readonly home: OrganizationHome }) {
  const now = useNow();
  const blocked = useBlocked();
  const { resend, sending } = useResend(home.organization.id);
  return (
    <ul className="mt-2 divide-y divide-line">
      {home.invitations.next_expiring.map((invitation) => {
        const state = expiryState({ status: 'PENDING', expires_at: invitation.expires_at }, now);
        return (
          <li key={invitation.id} className="flex min-h-11 items-center gap-3 py-1">
            <span className="min-w-0 flex-1">
              <span className="block truncate" title={invitation.email}>
                {invitation.email}
              </span>
              <span className={state === 'later' ? 'text-muted text-xs' : 'text-amber-text text-xs'}>
                {state === 'expired' ? 'Expired' : `Expires ${relativeTime(invitation.expires_at, now)}`}
                {' · '}
                {roleName(invitation.role_id)}
              </span>
            </span>
            <ReasonButton
              size="sm"
              aria-label={`Resend the invitation to ${invitation.email}`}
              reason={blocked}
              loading={sending.has(invitation.id)}
              onClick={() => void resend(invitation)}
            >
              Resend
            </ReasonButton>
          </li>
        );
      })}
    </ul>
  );
}

/** How many invitations wait, and the ones that run out first. */
export function InvitationsSection({ home }: { readonly home: OrganizationHome }) {
  const { organization, invitations } = home;
  const visible = organization.abilities.manage_members === true;
  return (
    <Section
      title="Pending invitations"
      action={
        visible && invitations.pending + invitations.expired > 0 ? (
          <Link
            to="/o/$org/members"
            params={{ org: organization.id }}
            search={{ tab: 'invitations' }}
            className="rounded-md px-2 py-1 text-accent-text hover:bg-hover"
          >
            Show {plural(invitations.pending + invitations.expired, 'invitation')}
          </Link>
        ) : undefined
      }
    >
      {visible ? (
        <>
          <p className="text-muted">{summary(invitations)}</p>
          {invitations.next_expiring.length > 0 && <NextExpiring home={home} />}
        </>
      ) : (
        <NotShown>Only people who manage members see who is invited.</NotShown>
      )}
    </Section>
  );
}
