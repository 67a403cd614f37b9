import { useState } from 'react';
import { useAccount, useCommand } from '../../lib/api.ts';
import { invoke } from '../../lib/bridge.ts';
import { useOrganizations } from '../../lib/current.ts';
import { plural } from '../../lib/format.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { DangerBox, DangerRow, Section } from './section.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';

interface DeleteAccountProps {
  readonly accountId: string;
  readonly userId: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function DeleteAccountDialog({ accountId, userId, open, onOpenChange }: DeleteAccountProps) {
  const { run, error, reset } = useCommand('users.delete');
  const { organizations, complete } = useOrganizations();
  const remove = async () => {
    await run({ params: { user_id: 'me' }, body: { confirm: userId } });
    await invoke('accounts.remove', { account_id: accountId });
  };
  const count = plural(organizations.length, 'organization');
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        reset();
        onOpenChange(next);
      }}
      danger
      title="Delete your account?"
      consequences={[
        complete ? `You lose access to ${count}.` : 'You lose access to all of your organizations.',
        'All of your tokens stop working at once.',
        'Your id is never given to anybody else. This cannot be undone.',
      ]}
      typeToConfirm={userId}
      confirmLabel="Delete my account"
      onConfirm={remove}
      error={error}
    />
  );
}

/** Signing out of this account, and deleting it. */
export function DangerSection() {
  const account = useAccount();
  const blocked = useBlocked();
  const [asking, setAsking] = useState<'sign_out' | 'delete' | null>(null);
  if (account === null) return null;
  const close = (open: boolean) => setAsking((before) => (open ? before : null));
  return (
    <Section name="danger" title="Danger zone" danger>
      <DangerBox>
        <DangerRow
          title="Sign out"
          text={`Removes the token of ${account.label} and everything kept of it from this device.`}
          action={<Button onClick={() => setAsking('sign_out')}>Sign out…</Button>}
        />
        <DangerRow
          title="Delete account"
          text="Ends your access to every organization, for good."
          action={
            <ReasonButton variant="danger" reason={blocked} onClick={() => setAsking('delete')}>
              Delete account…
            </ReasonButton>
          }
        />
      </DangerBox>
      <SignOutDialog account={account} open={asking === 'sign_out'} onOpenChange={close} />
      <DeleteAccountDialog
        accountId={account.id}
        userId={account.person.id}
        open={asking === 'delete'}
        onOpenChange={close}
      />
    </Section>
  );
}
