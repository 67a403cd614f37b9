import { Users } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { RoleId } from '../../../contract/permissions.ts';
import { plural, roleOptions, roleText } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useBlocked } from '../members/use-blocked.ts';
import { AddressSummary } from './address-summary.tsx';
import { inviteReason, MOST_IN_DIALOG } from './invite-reason.ts';
import { parseAddresses } from './parse-addresses.ts';
import { roleRisk } from './role-risk.ts';
import { TeamsField } from './teams-field.tsx';
import { useCheckAddresses } from './use-check-addresses.ts';
import { useInvite } from './use-invite.ts';
import { useInviteMany } from './use-invite-many.ts';

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
  const deferred = useDeferredValue(text);
  const parsed = useMemo(() => parseAddresses(deferred), [deferred]);
  const check = useCheckAddresses(org, parsed.valid, enabled);
  const inviting = check.outcomes?.invite ?? parsed.valid;
  return { text, setText, role, setRole, teams, setTeams, parsed, check, inviting };
}

/** Invites a few addresses at once: pasted, checked before anything is sent, then sent in one call. */
export function InviteDialog({ org, onClose, onInvited }: InviteDialogProps) {
  const formId = useId();
  const blocked = useBlocked();
  const inviteMany = useInviteMany(org);
  const { invite, isPending, error } = useInvite(org);
  const draft = useDraft(org, blocked === undefined && !isPending);
  const { inviting, role, teams, parsed, check } = draft;
  const reason = blocked ?? inviteReason(parsed, check, inviting.length);

  const goToDesk = () => {
    onClose();
    inviteMany(draft.text);
  };
  const submit = async () => {
    if (reason !== undefined || isPending) return;
    const count = plural(inviting.length, 'person', 'people');
    if (!(await invite(inviting.map((email) => ({ email, role_id: role, team_ids: [...teams] }))))) return;
    toast.success(`Invited ${count}.`);
    onClose();
    onInvited?.();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !isPending && onClose()}
      title="Invite people"
      description="Each gets an invitation that is valid for 7 days."
      footer={
        <>
          <Button variant="ghost" icon={Users} className="mr-auto" onClick={goToDesk} disabled={isPending}>
            Invite many…
          </Button>
          <Button onClick={onClose} disabled={isPending}>
            Cancel
          </Button>
          <ReasonButton type="submit" form={formId} variant="primary" reason={reason} loading={isPending}>
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
          hint={`Type or paste up to ${MOST_IN_DIALOG}, separated by commas, blanks or lines, or as Name <address>.`}
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
          hint={`${roleText(role).summary} ${roleRisk(role).text}.`}
        />
        <TeamsField org={org} chosen={teams} onChosen={draft.setTeams} />
        {error && <InlineError error={error} />}
      </form>
    </Dialog>
  );
}
