import type { Invitation } from '../../../contract/api/invitations.ts';
import { plural } from '../../lib/format.ts';
import { nameSome } from '../../lib/person-name.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface RescindDialogProps {
  readonly invitations: readonly Invitation[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before invitations are rescinded: a new one would be a new e-mail, so there is no undo. */
export function RescindDialog({ invitations, onConfirm, onClose }: RescindDialogProps) {
  const one = invitations.length === 1;
  const count = plural(invitations.length, 'invitation');
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={one ? `Rescind the invitation to ${invitations[0]?.email}?` : `Rescind ${count}?`}
      {...(!one && { description: nameSome(invitations.map(({ email }) => email)) })}
      consequences={[
        `${one ? 'It' : 'They'} can no longer be accepted.`,
        'To change your mind you invite again, which sends a new e-mail.',
      ]}
      confirmLabel={one ? 'Rescind invitation' : `Rescind ${count}`}
      onConfirm={onConfirm}
    />
  );
}
