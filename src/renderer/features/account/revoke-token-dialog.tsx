import type { Key } from '../../../contract/api/keys.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { relativeTime } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface RevokeTokenDialogProps {
  readonly token: Key | null;
  readonly onClose: () => void;
}

function consequences(token: Key): string[] {
  const used =
    token.last_used_at === null ? 'It was never used.' : `It was last used ${relativeTime(token.last_used_at)}.`;
  const lines = ['Whatever uses it stops working at once. This cannot be undone.', used];
  return token.is_current
    ? ['This device works with this token: you are signed out here and have to sign in again.', ...lines]
    : lines;
}

/** Asks before a token is revoked. */
export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const { run, error, reset } = useCommand('keys.delete');
  const invalidate = useInvalidate();
  if (token === null) return null;
  const revoke = async () => {
    await run({ params: { user_id: 'me', key_id: token.public_id } });
    toast.success(`Revoked ${token.description}.`);
    await invalidate(null, 'keys.list');
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        reset();
        if (!open) onClose();
      }}
      danger
      title={`Revoke ${token.description}?`}
      consequences={consequences(token)}
      confirmLabel={token.is_current ? 'Revoke and sign out here' : 'Revoke token'}
      onConfirm={revoke}
      error={error}
    />
  );
}
