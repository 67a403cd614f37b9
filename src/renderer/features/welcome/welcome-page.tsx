import { useNavigate } from '@tanstack/react-router';
import { Compass, HardDrive } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAppState } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from './choice.tsx';
import { ConnectForm } from './connect-form.tsx';
import { EmptyWorkspaceForm } from './empty-workspace-form.tsx';
import { FormError } from './form-error.tsx';
import { KeychainBanner } from './keychain-banner.tsx';
import { useWorkspace, type Workspace } from './use-workspace.ts';
import { WorkspaceProgress } from './workspace-progress.tsx';

type Step = 'choose' | 'empty' | 'connect';

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Part({ title, text, wide = false, children }: PartProps) {
  return (
    <div className={`m-auto w-full ${wide ? 'max-w-[680px]' : 'max-w-[440px]'} px-8 py-12`}>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-2 mb-8 text-base text-muted">{text}</p>
      {children}
    </div>
  );
}

interface ChooseProps {
  readonly workspace: Workspace;
  readonly adding: boolean;
  readonly onStep: (step: Step) => void;
}

function Choose({ workspace, adding, onStep }: ChooseProps) {
  const navigate = useNavigate();
  const existing = useAppState()?.accounts.some((account) => account.kind === 'local') ?? false;
  return (
    <>
      {!existing && (
        <div className="flex gap-4">
          <Choice
            icon={Compass}
            title="Explore with sample data"
            onSelect={() => void workspace.create({ mode: 'sample' })}
          >
            Three organizations with 1,200 people, invitations, teams and six months of usage, on this machine only.
          </Choice>
          <Choice icon={HardDrive} title="Start with an empty workspace" onSelect={() => onStep('empty')}>
            A workspace of your own on this machine. You create the first organization.
          </Choice>
        </div>
      )}
      <div className="mt-4">
        <FormError error={workspace.error} />
      </div>
      <p className="mt-4 flex items-center gap-3 text-muted">
        {existing ? 'Sign in to a server that runs elsewhere.' : 'Does your company run a server?'}
        <Button onClick={() => onStep('connect')}>Connect to a server…</Button>
        {adding && (
          <Button variant="ghost" className="ml-auto" onClick={() => void navigate({ to: '/' })}>
            Cancel
          </Button>
        )}
      </p>
    </>
  );
}

/** `--smoke` opens the sample data without asking. */
function useSmoke({ create }: Workspace): void {
  const state = useAppState();
  const wanted = state?.info.smoke === true && state.accounts.length === 0;
  const started = useRef(false);
  useEffect(() => {
    if (!wanted || started.current) return;
    started.current = true;
    void create({ mode: 'sample' });
  });
}

function Steps({ adding }: { adding: boolean }) {
  const workspace = useWorkspace();
  const [step, setStep] = useState<Step>('choose');
  const back = () => setStep('choose');
  useSmoke(workspace);
  if (workspace.busy)
    return (
      <Part title="Preparing your workspace" text="It lives on this machine; this takes a few seconds, once.">
        <WorkspaceProgress progress={workspace.progress} />
      </Part>
    );
  if (step === 'empty')
    return (
      <Part title="Who are you?" text="You will be the owner of this workspace.">
        <EmptyWorkspaceForm workspace={workspace} onBack={back} />
      </Part>
    );
  if (step === 'connect')
    return (
      <Part title="Connect to a server" text="Any server that speaks the platform’s API, over https.">
        <ConnectForm onBack={back} />
      </Part>
    );
  const title = adding ? 'Add an account' : 'Welcome to Steward';
  const text = adding
    ? 'Several accounts can be open side by side; the profile menu switches among them.'
    : 'Administer your organizations: who is in them, what they may do, and what it all costs.';
  return (
    <Part wide title={title} text={text}>
      <Choose workspace={workspace} adding={adding} onStep={setStep} />
    </Part>
  );
}

/** The first page of a first start, and the way to further accounts. */
export function WelcomePage() {
  const adding = (useAppState()?.accounts.length ?? 0) > 0;
  return (
    <div className="flex h-full flex-col">
      <KeychainBanner />
      <main className="flex min-h-0 flex-1 overflow-y-auto">
        <Steps adding={adding} />
      </main>
    </div>
  );
}
