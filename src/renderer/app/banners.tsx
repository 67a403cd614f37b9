import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useInviteJobs } from '../features/invitations/jobs/invite-jobs.ts';
import { KeychainBanner } from '../features/welcome/keychain-banner.tsx';
import { invoke } from '../lib/bridge.ts';
import { later } from '../lib/later.tsx';
import { usePageInfo } from '../lib/page.ts';
import { isOpen, useAccount, useAppState, useConnection } from '../lib/session.ts';
import { useTask } from '../lib/use-task.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { OfflineBanner } from '../ui/offline-banner.tsx';

const JobBanner = later(async () => (await import('../features/invitations/jobs/job-banner.tsx')).JobBanner);
const SignInAgainDialog = later(async () => (await import('./sign-in-again-dialog.tsx')).SignInAgainDialog);

function ConnectionBanner() {
  const { state, last_answer_at, account_id } = useConnection();
  const asOf = usePageInfo((info) => info.asOf);
  const { busy, run } = useTask();
  if (state !== 'offline') return null;
  const retry = () => void run(() => invoke('connection.retry', { account_id }));
  return <OfflineBanner asOf={asOf ?? last_answer_at} retrying={busy} onRetry={retry} />;
}

function SignInBanner() {
  const account = useAccount();
  const keychain = useAppState()?.keychain;
  const [open, setOpen] = useState(false);
  // A keychain that cannot be read looks like a missing token; its own banner says what to do.
  if (account === null || !account.needs_sign_in || !isOpen(keychain)) return null;
  const button = (
    <Button size="sm" onClick={() => setOpen(true)}>
      Sign in again…
    </Button>
  );
  return (
    <>
      <Banner tone="red" icon={KeyRound} actions={button}>
        {account.label} no longer accepts this token: it was revoked or has expired. What was loaded can still be read.
      </Banner>
      <SignInAgainDialog when={open} account={account} open={open} onOpenChange={setOpen} />
    </>
  );
}

/** What is out of the ordinary, above every page. */
export function Banners() {
  return (
    <>
      <KeychainBanner />
      <SignInBanner />
      <ConnectionBanner />
      <JobBanner when={useInviteJobs(({ jobs }) => jobs !== null && jobs.length > 0)} />
    </>
  );
}
