import { UserPlus } from 'lucide-react';
import { ReasonButton } from '../../ui/reason-button.tsx';

interface FirstStepsProps {
  readonly onInvite: () => void;
  readonly reason: string | undefined;
}

/** What a new organization needs first. */
export function FirstSteps({ onInvite, reason }: FirstStepsProps) {
  return (
    <div className="mb-5 flex items-center justify-between gap-6 rounded-lg border border-accent-line bg-accent-soft px-4 py-3">
      <div>
        <h2 className="font-semibold text-base">You are the only member so far</h2>
        <p>Invite the people you work with. They get an e-mail where the server sends some, and see it in the app.</p>
      </div>
      <ReasonButton variant="primary" icon={UserPlus} reason={reason} onClick={onInvite}>
        Invite members
      </ReasonButton>
    </div>
  );
}
