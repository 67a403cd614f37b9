import type { Invitation } from '../../../contract/api/invitations.ts';
import { roleName } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ExpiryText } from './expiry-text.tsx';

const DELIVERY: Readonly<Record<Invitation['delivery'], readonly [text: string, meaning: string]>> = {
  in_app: ['In the app', 'The server sends no e-mail; the person sees the invitation when they sign in.'],
  queued: ['Being sent', 'The e-mail waits to be sent.'],
  sent: ['Sent', 'The e-mail was handed to the mail server.'],
  failed: ['Failed', 'The mail server refused the e-mail. Check the address, or tell the person yourself.'],
};

function DeliveryCell({ delivery }: Pick<Invitation, 'delivery'>) {
  const [text, meaning] = DELIVERY[delivery];
  return (
    <span title={meaning} className={delivery === 'failed' ? 'text-red-text' : undefined}>
      {text}
    </span>
  );
}

/** The list's columns; the table itself sorts. */
export const invitationColumns: readonly Column<Invitation>[] = [
  {
    id: 'email',
    header: 'Address',
    grow: 3,
    min: 175,
    sortValue: ({ email }) => email,
    cell: ({ email }) => (
      <span className="font-medium" title={email}>
        {email}
      </span>
    ),
  },
  {
    id: 'role',
    header: 'Role',
    width: 176,
    sortValue: ({ role_id }) => roleName(role_id),
    cell: ({ role_id }) => roleName(role_id),
  },
  {
    id: 'invited',
    header: 'Invited',
    grow: 2,
    min: 140,
    sortValue: ({ created_at }) => created_at,
    cell: ({ created_at, invited_by }) => (
      <>
        <RelativeTime time={created_at} />
        {invited_by && (
          <span className="text-muted">
            {' '}
            by <bdi>{personName(invited_by)}</bdi>
          </span>
        )}
      </>
    ),
  },
  {
    id: 'expires',
    header: 'Expires',
    width: 122,
    sortValue: ({ expires_at }) => expires_at,
    cell: (invitation) => <ExpiryText invitation={invitation} />,
  },
  { id: 'delivery', header: 'E-mail', width: 88, cell: ({ delivery }) => <DeliveryCell delivery={delivery} /> },
];
