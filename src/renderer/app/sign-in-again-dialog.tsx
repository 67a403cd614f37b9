import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../contract/errors.ts';
import type { Account } from '../../contract/ipc.ts';
import { NewPasswordField } from '../features/password/new-password-field.tsx';
import { isSaidBeside, NewPasswordReasons, useRefusal } from '../features/password/new-password-reasons.tsx';
import { type NewPasswordNeeded, useNewPasswordNeeded } from '../features/password/use-new-password-needed.ts';
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
  const signIn = async (secret: { password?: string; new_password?: string; token?: string }) => {
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

interface NewPasswordPartProps {
  readonly account: Account;
  readonly needed: NewPasswordNeeded;
  readonly error: AppError | null;
  readonly current: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NewPasswordPart({ account, needed, error, current, value, onChange }: NewPasswordPartProps) {
  const { first_name, last_name, email } = account.person;
  const refusal = useRefusal(error, 'new_password', value);
  return (
    <>
      <NewPasswordReasons error={needed.error} />
      <NewPasswordField
        label="New password"
        error={refusal}
        typed={value}
        policy={needed.policy}
        known={{ names: [first_name, last_name], emails: [email], current }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}

/** A new token for an account whose old one is gone: by password, or a token from elsewhere. */
export function SignInAgainDialog({ account, open, onOpenChange }: SignInAgainProps) {
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const { busy, error, signIn } = useSignInAgain(account, () => onOpenChange(false));
  const [newPassword, setNewPassword] = useState('');
  const needed = useNewPasswordNeeded(error);
  const byToken = token.trim() !== '';
  const secret = needed === null ? { password } : { password, new_password: newPassword };
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
          void signIn(byToken ? { token } : secret);
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
        {needed && !byToken && (
          <NewPasswordPart
            {...{ account, needed, error, current: password, value: newPassword, onChange: setNewPassword }}
          />
        )}
        {error && error.name !== 'password_violates_policy' && !isSaidBeside(error, 'new_password') && (
          <InlineError error={error} />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" loading={busy} disabled={password === '' && !byToken}>
            {needed && !byToken ? 'Set the password and sign in' : 'Sign in'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
