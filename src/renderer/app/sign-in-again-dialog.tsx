import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import type { Account } from '../../contract/ipc.ts';
import { invoke, toAppError } from '../lib/bridge.ts';
import { refreshSession } from '../lib/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { InlineError } from '../ui/inline-error.tsx';
import { TextField } from '../ui/text-field.tsx';

interface SignInAgainProps {
  readonly account: Account;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function useSignInAgain(account: Account, onDone: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const signIn = async (secret: { password?: string; token?: string }) => {
    setBusy(true);
    setError(null);
    try {
      await invoke('accounts.sign_in_again', { account_id: account.id, ...secret });
      await refreshSession();
      void client.invalidateQueries();
      onDone();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, signIn };
}

/** A new token for an account whose old one is gone: by password, or a token from elsewhere. */
export function SignInAgainDialog({ account, open, onOpenChange }: SignInAgainProps) {
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const { busy, error, signIn } = useSignInAgain(account, () => onOpenChange(false));
  const byToken = token.trim() !== '';
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="Sign in again"
      description={`${account.person.email} at ${account.label}`}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(byToken ? { token } : { password });
        }}
      >
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <TextField
          mono
          optional
          label="Or a personal access token"
          type="password"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        {error && <InlineError error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" loading={busy} disabled={password === '' && !byToken}>
            Sign in
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
