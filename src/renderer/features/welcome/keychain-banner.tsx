import { KeyRound, Lock } from 'lucide-react';
import type { KeychainState } from '../../../contract/ipc.ts';
import { invoke } from '../../lib/bridge.ts';
import { refreshSession, useAppState } from '../../lib/session.ts';
import { useTask } from '../../lib/use-task.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

const TEXTS: Partial<Record<KeychainState, string>> = {
  locked: 'The keychain is locked. Unlock it and retry; nobody was signed out.',
  absent:
    'This machine has no keychain to keep tokens in. Start one, such as GNOME Keyring, or use Steward for this session only.',
  refused: 'The keychain refused access. Allow Steward in the keychain’s settings and retry; nobody was signed out.',
};

/** A keychain that cannot be used, said plainly, with the two ways on. */
export function KeychainBanner() {
  const keychain = useAppState()?.keychain;
  const { busy, error, run } = useTask();
  const text = keychain && TEXTS[keychain];
  if (!text) return null;
  const retry = async () => {
    await invoke('keychain.retry', {});
    await refreshSession();
  };
  const useSession = async () => {
    await invoke('keychain.use_session', {});
    await refreshSession();
  };
  const buttons = (
    <>
      <Button size="sm" loading={busy} onClick={() => void run(retry)}>
        Retry
      </Button>
      <Button size="sm" disabled={busy} onClick={() => void run(useSession)}>
        Use for this session only
      </Button>
    </>
  );
  return (
    <Banner tone="amber" icon={keychain === 'locked' ? Lock : KeyRound} actions={buttons}>
      {text} {error?.message}
    </Banner>
  );
}
