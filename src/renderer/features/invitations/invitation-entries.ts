import { Copy, MailX, Send } from 'lucide-react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';

export interface InvitationActs {
  readonly resend: (invitation: Invitation) => void;
  readonly rescind: (invitations: readonly Invitation[]) => void;
}

const SETTLED = 'Only pending and expired invitations can be changed.';

/** Why something cannot be done with an invitation now, or undefined. */
export function invitationReason(
  invitation: Invitation,
  ability: 'resend' | 'rescind',
  blocked: string | undefined,
): string | undefined {
  return blocked ?? (invitation.abilities[ability] === false ? SETTLED : undefined);
}

/** What can be done with one invitation. */
export function invitationEntries(
  invitation: Invitation,
  blocked: string | undefined,
  acts: InvitationActs,
): MenuEntry[] {
  return [
    {
      label: 'Resend',
      icon: Send,
      disabledReason: invitationReason(invitation, 'resend', blocked),
      onSelect: () => acts.resend(invitation),
    },
    {
      label: 'Copy address',
      icon: Copy,
      onSelect: () => copyAndTell(invitation.email),
    },
    { separator: true },
    {
      label: 'Rescind…',
      icon: MailX,
      danger: true,
      disabledReason: invitationReason(invitation, 'rescind', blocked),
      onSelect: () => acts.rescind([invitation]),
    },
  ];
}
