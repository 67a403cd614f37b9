import { Lock, MailX, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Invitation } from '../../../contract/api/invitations.ts';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { offerManage, reasonOf, type Standing } from '../members/member-offers.ts';
import { invitationColumns } from './invitation-columns.tsx';
import { invitationEntries, invitationReason } from './invitation-entries.ts';
import { RescindDialog } from './rescind-dialog.tsx';
import { type InvitationStatusFilter, selectInvitations } from './select-invitations.ts';
import type { useInvitations } from './use-invitations.ts';
import { useRescind } from './use-rescind.ts';
import { useResend } from './use-resend.ts';

interface InvitationsTabProps {
  readonly org: string;
  readonly standing: Standing;
  /** Whether the person's role shows invitations. */
  readonly visible: boolean;
  readonly invitations: ReturnType<typeof useInvitations>;
  readonly search: string;
  readonly status: InvitationStatusFilter | null;
  readonly onInvite: () => void;
  readonly onShowAll: () => void;
}

const rowId = ({ id }: Invitation) => id;
const rowName = ({ email }: Invitation) => email;

function Empty({
  standing,
  filtered,
  onInvite,
  onShowAll,
}: Pick<InvitationsTabProps, 'standing' | 'onInvite' | 'onShowAll'> & { readonly filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState
        title="No invitation matches"
        text="None has this status and this in its address."
        action={<Button onClick={onShowAll}>Show pending and expired</Button>}
      />
    );
  return (
    <EmptyState
      icon={UserPlus}
      title="No invitation is waiting"
      text="People whom you invite appear here until they accept or decline."
      action={
        <ReasonButton variant="primary" reason={reasonOf(offerManage(standing))} onClick={onInvite}>
          Invite people
        </ReasonButton>
      }
    />
  );
}

/** Invitations that still need somebody, or those of one status. */
export function InvitationsTab(props: InvitationsTabProps) {
  if (props.visible) return <InvitationsTable {...props} />;
  return (
    <EmptyState
      icon={Lock}
      title="Your role does not show invitations"
      text="Only people who manage members see who is invited."
    />
  );
}

function InvitationsTable(props: InvitationsTabProps) {
  const { org, standing, invitations, search, status, onInvite, onShowAll } = props;
  const now = useNow();
  const { resend } = useResend(org);
  const { rescind, rescinding } = useRescind(org);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<readonly Invitation[] | null>(null);
  const shown = useMemo(
    () => selectInvitations(invitations.rows, { search, status, hidden: rescinding, now }),
    [invitations.rows, search, status, rescinding, now],
  );
  const chosen = useMemo(() => shown.filter(({ id }) => selected.has(id)), [shown, selected]);
  const visible = useMemo(() => new Set(chosen.map(rowId)), [chosen]);
  const acts = { resend: (invitation: Invitation) => void resend(invitation), rescind: setAsking };
  const blocked = reasonOf(offerManage(standing));
  const rescindReason = chosen.map((one) => invitationReason(one, 'rescind', blocked)).find(Boolean);
  return (
    <>
      <DataTable
        label="Pending invitations"
        rows={shown}
        columns={invitationColumns}
        rowId={rowId}
        rowName={rowName}
        selected={visible}
        onSelectedChange={setSelected}
        selectionActions={
          <ReasonButton icon={MailX} reason={rescindReason} onClick={() => setAsking(chosen)}>
            Rescind…
          </ReasonButton>
        }
        actions={(invitation) => invitationEntries(invitation, blocked, acts)}
        loading={invitations.isPending}
        error={invitations.rows.length === 0 ? invitations.error : null}
        onRetry={invitations.refetch}
        noun={['invitation', 'invitations']}
        empty={<Empty {...{ standing, onInvite, onShowAll }} filtered={search !== '' || status !== null} />}
      />
      {asking && (
        <RescindDialog
          invitations={asking}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setSelected(new Set());
            void rescind(asking);
          }}
        />
      )}
    </>
  );
}
