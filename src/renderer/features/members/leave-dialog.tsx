import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { useLeave } from './use-leave.ts';

interface LeaveDialogProps {
  readonly org: string;
  readonly name: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks before one leaves an organization, and goes back to all organizations afterwards. */
export function LeaveDialog({ org, name, open, onOpenChange }: LeaveDialogProps) {
  const { leave, error, reset } = useLeave(org);
  const navigate = useNavigate();
  const confirm = async () => {
    await leave();
    toast.success(`You left ${name}.`);
    await navigate({ to: '/organizations' });
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        reset();
        onOpenChange(next);
      }}
      danger
      title={`Leave ${name}?`}
      consequences={[
        'You lose your role, your teams and the access they give, at once.',
        'Apps that belong to the organization stay there.',
        'To come back you need a new invitation.',
      ]}
      confirmLabel={`Leave ${name}`}
      onConfirm={confirm}
      error={error}
    />
  );
}
