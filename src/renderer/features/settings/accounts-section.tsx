import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Account } from '../../../contract/ipc.ts';
import { fullName } from '../../lib/format.ts';
import { useAppState } from '../../lib/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../account/section.tsx';
import { SignOutDialog } from '../account/sign-out-dialog.tsx';

const SECRET = { keychain: 'Token in the keychain', session: 'Token in memory, for this session only' } as const;

function AccountRow({ account, isActive, onSignOut }: AccountRowProps) {
  return (
    <li className="flex items-center gap-3 border-line border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className="truncate font-medium">{fullName(account.person)}</span>
          {isActive && <Badge tone="blue">Open</Badge>}
          {account.needs_sign_in && <Badge tone="amber">Sign in again</Badge>}
        </div>
        <div className="truncate text-muted">
          {account.person.email} · {account.label}
        </div>
        <div className="text-muted text-xs">{SECRET[account.secret]}</div>
      </div>
      <Button onClick={onSignOut} aria-label={`Sign out of ${account.label}, ${account.person.email}`}>
        Sign out…
      </Button>
    </li>
  );
}

interface AccountRowProps {
  readonly account: Account;
  readonly isActive: boolean;
  readonly onSignOut: () => void;
}

export function AccountsSection() {
  const state = useAppState();
  const [leaving, setLeaving] = useState<Account | null>(null);
  return (
    <Section
      name="accounts"
      title="Accounts"
      text="Each is one person on one server. Their tokens are kept apart."
      action={
        <Link
          to="/welcome"
          search={{ add: 'true' }}
          className="inline-flex h-8 shrink-0 items-center rounded-md border border-line-strong bg-surface px-3 font-medium text-sm hover:bg-hover"
        >
          Add an account…
        </Link>
      }
    >
      <ul className="rounded-lg border border-line">
        {state?.accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isActive={account.id === state.active_account_id}
            onSignOut={() => setLeaving(account)}
          />
        ))}
      </ul>
      {leaving && <SignOutDialog account={leaving} open onOpenChange={(open) => !open && setLeaving(null)} />}
    </Section>
  );
}
