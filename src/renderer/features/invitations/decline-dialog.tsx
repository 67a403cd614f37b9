import type { Invitation } from '../../../contract/api/invitations.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface DeclineDialogProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Asks before an invitation is declined. */
export function DeclineDialog({ invitation, onClose }: DeclineDialogProps) {
  const { run, error } = useCommand('my_invitations.decline');
  const invalidate = useInvalidate();
  const { name } = invitation.organization;
  const decline = async () => {
    await run({ params: { user_id: 'me', id: invitation.id } });
    toast.success(`Declined the invitation to ${name}.`);
    await invalidate(null, 'my_invitations.list', 'notifications.list');
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Decline the invitation to ${name}?`}
      consequences={['To join later you need a new invitation.']}
      confirmLabel="Decline invitation"
      onConfirm={decline}
      error={error}
    />
  );
}
