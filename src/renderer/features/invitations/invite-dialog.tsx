import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { RoleId } from '../../../contract/permissions.ts';
import { useDroppedFile } from '../../lib/dropped-files.ts';
import { plural, roleOptions, roleText } from '../../lib/format.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { AddressSummary } from './address-summary.tsx';
import { InviteProgressBar } from './invite-progress-bar.tsx';
import { inviteReason } from './invite-reason.ts';
import { parseAddresses } from './parse-addresses.ts';
import { TeamsField } from './teams-field.tsx';
import { useCheckAddresses } from './use-check-addresses.ts';
import { type InviteFailure, useInvite } from './use-invite.ts';

interface InviteDialogProps {
  readonly org: string;
  readonly onClose: () => void;
  /** After everybody was invited. */
  readonly onInvited?: () => void;
}

/** What is typed, and what the backend says it would do. */
function useDraft(org: string, enabled: boolean) {
  const [text, setText] = useState('');
  const [role, setRole] = useState<RoleId>('organization_user');
  const [teams, setTeams] = useState<readonly string[]>([]);
  useDroppedFile((file) => setText((before) => (before.trim() === '' ? file.text : `${before}\n${file.text}`)));
  const deferred = useDeferredValue(text);
  const parsed = useMemo(() => parseAddresses(deferred), [deferred]);
  const check = useCheckAddresses(org, parsed.valid, enabled);
  const inviting = check.outcomes?.invite ?? parsed.valid;
  return { text, setText, role, setRole, teams, setTeams, parsed, check, inviting };
}

/** Invites many addresses at once: pasted, checked before anything is sent, then sent with progress. */
export function InviteDialog({ org, onClose, onInvited }: InviteDialogProps) {
  const formId = useId();
  const blocked = useBlocked();
  const { invite, progress } = useInvite(org);
  const [failure, setFailure] = useState<InviteFailure | null>(null);
  const draft = useDraft(org, blocked === undefined && progress === null);
  const { inviting, role, teams, parsed, check } = draft;
  const reason = blocked ?? inviteReason(parsed, check, inviting.length);

  const submit = async () => {
    if (reason !== undefined || progress !== null) return;
    setFailure(null);
    const count = plural(inviting.length, 'person', 'people');
    const failed = await invite(inviting.map((email) => ({ email, role_id: role, team_ids: [...teams] })));
    if (failed !== undefined) return setFailure(failed);
    toast.success(`Invited ${count}.`);
    onClose();
    onInvited?.();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && progress === null && onClose()}
      title="Invite people"
      description="Each gets an invitation that is valid for 7 days."
      footer={
        <>
          <Button onClick={onClose} disabled={progress !== null}>
            Cancel
          </Button>
          <ReasonButton type="submit" form={formId} variant="primary" reason={reason} loading={progress !== null}>
            Invite {inviting.length === 0 ? 'people' : plural(inviting.length, 'person', 'people')}
          </ReasonButton>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextArea
          label="E-mail addresses"
          rows={5}
          hint="Type or paste any number, separated by commas, blanks or lines, or as Name <address>."
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit();
          }}
        />
        <AddressSummary parsed={parsed} check={check} />
        <SelectField
          label="Role"
          options={roleOptions}
          value={role}
          onChange={(event) => draft.setRole(event.target.value as RoleId)}
          hint={roleText(role).summary}
        />
        <TeamsField org={org} chosen={teams} onChosen={draft.setTeams} />
        {progress && <InviteProgressBar progress={progress} />}
        {failure && (
          <div className="flex flex-col gap-2">
            {failure.sent > 0 && (
              <p>{plural(failure.sent, 'person was', 'people were')} invited before this happened.</p>
            )}
            <InlineError error={failure.error} />
          </div>
        )}
      </form>
    </Dialog>
  );
}
