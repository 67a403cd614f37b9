import { FlaskConical, Lock } from 'lucide-react';
import { useState } from 'react';
import { useConfirmed } from '../../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ReasonButton } from '../../../ui/reason-button.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useStanding } from '../../members/use-standing.ts';
import type { AccessAddress } from '../access-address.ts';
import { useAccessChoices } from '../access-choices.ts';
import { changeSentence, sentenceText } from '../grant-sentence.ts';
import { Sentence } from '../sentence.tsx';
import { useAccessNames } from '../use-access-names.ts';
import { WhatIf } from '../what-if.tsx';
import { changeToTry, type TriedChange } from './changes-to-try.ts';
import { TryFields } from './try-fields.tsx';
import { useMakeChange } from './use-make-change.ts';

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

interface TriedProps {
  readonly org: string;
  readonly change: TriedChange;
}

/** One change: in words, what it does to whom, and the way to make it. */
function Tried({ org, change }: TriedProps) {
  const { blocked } = useStanding(org);
  const names = useAccessNames(org);
  const make = useMakeChange(org);
  const [asking, setAsking] = useState(false);
  const words = changeSentence(change, names);
  const text = sentenceText(words);
  const { error, confirm } = useConfirmed(async () => {
    await make(change);
    toast.success(`Done: ${text}.`);
  });
  return (
    <div className="mx-auto flex w-full max-w-[760px] flex-col gap-4 p-6">
      <h2 className="break-words text-lg">
        What if you <Sentence org={org} parts={words} />?
      </h2>
      {blocked === undefined ? (
        <WhatIf org={org} changes={[change]} />
      ) : (
        <p className="text-muted">What would change can only be worked out with a connection. {blocked}</p>
      )}
      <div>
        <ReasonButton reason={blocked} onClick={() => setAsking(true)}>
          Make this change…
        </ReasonButton>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger={change.type === 'remove_member'}
        title={`${capital(text)}?`}
        confirmLabel="Make this change"
        error={error}
        onConfirm={confirm}
      >
        <WhatIf org={org} changes={[change]} />
      </ConfirmDialog>
    </div>
  );
}

interface TryTabProps extends Pick<TriedProps, 'org'> {
  readonly address: AccessAddress;
  readonly onChange: (changes: AccessAddress) => void;
}

/** A change that is looked at before it is made: who gains what, who loses what. */
export function TryTab({ org, address, onChange }: TryTabProps) {
  const maySee = useStanding(org).abilities.view_access !== false;
  const choices = useAccessChoices(org, maySee);
  const type = address.change;
  const change = type === undefined ? null : changeToTry(type, address);
  if (!maySee)
    return (
      <EmptyState
        icon={Lock}
        title="Only admins try out changes"
        text="A change is worked out over everybody’s access, which your role does not show."
      />
    );
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <TryFields {...{ type, address, choices, onChange }} />
      {change === null ? (
        <EmptyState
          icon={FlaskConical}
          title="What would happen?"
          text="Choose a change and what it is about. You see who would gain and who would lose what; nothing is changed before you say so."
        />
      ) : (
        <Tried key={JSON.stringify(change)} org={org} change={change} />
      )}
    </div>
  );
}
