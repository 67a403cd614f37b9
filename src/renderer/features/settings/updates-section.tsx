import { useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { UpdateState } from '../../../contract/ipc.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { useAppState } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Section } from '../account/section.tsx';

/** What the updater is at, in a sentence. */
export function updateText({ state, version, problem }: UpdateState): string {
  switch (state) {
    case 'off':
      return 'This copy does not update itself: whoever gave it to you brings new versions.';
    case 'idle':
      return 'No newer version is known.';
    case 'checking':
      return 'Looking for a newer version…';
    case 'downloading':
      return `Downloading version ${version}…`;
    case 'ready':
      return `Version ${version} is ready. It is installed when you say so, and Steward opens again.`;
    case 'failed':
      return problem ?? 'The last attempt failed.';
  }
}

export function UpdatesSection() {
  const app = useAppState();
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  if (app === null) return null;
  const { update, info } = app;
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    await act().catch((thrown: unknown) => setFailure(toAppError(thrown)));
    setBusy(false);
  };
  const isWorking = busy || update.state === 'checking' || update.state === 'downloading';
  return (
    <Section
      name="updates"
      title="Updates"
      action={
        update.state === 'ready' ? (
          <Button variant="primary" loading={busy} onClick={() => void run(() => invoke('updates.install', {}))}>
            Install and restart
          </Button>
        ) : (
          update.state !== 'off' && (
            <Button loading={isWorking} onClick={() => void run(() => invoke('updates.check', {}))}>
              Look now
            </Button>
          )
        )
      }
    >
      <p>Steward {info.version}.</p>
      <p className={update.state === 'failed' ? 'text-red-text' : 'text-muted'}>{updateText(update)}</p>
      {failure && <InlineError error={failure} />}
    </Section>
  );
}
