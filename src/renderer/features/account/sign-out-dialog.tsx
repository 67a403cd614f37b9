import { useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { Account } from '../../../contract/ipc.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface SignOutDialogProps {
  readonly account: Account;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks before this account's token and what is kept of it go. */
export function SignOutDialog({ account, open, onOpenChange }: SignOutDialogProps) {
  const [error, setError] = useState<AppError | null>(null);
  const signOut = async () => {
    setError(null);
    try {
      await invoke('accounts.remove', { account_id: account.id });
    } catch (thrown) {
      setError(toAppError(thrown));
      throw thrown;
    }
  };
  const local = account.kind === 'local';
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Sign out of ${account.label}?`}
      consequences={[
        'The token leaves this device’s keychain and is revoked where the server can be reached.',
        'What was kept for use without a connection is wiped.',
        local ? 'The workspace’s data stays on this machine.' : 'Nothing changes on the server.',
      ]}
      confirmLabel="Sign out"
      onConfirm={signOut}
      error={error}
    />
  );
}
