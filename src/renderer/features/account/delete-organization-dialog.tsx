import { useNavigate } from '@tanstack/react-router';
import type { Organization } from '../../../contract/api/organizations.ts';
import { RESTORE_DAYS } from '../../../contract/permissions.ts';
import { useCommand, useInvalidate, useRoute } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface DeleteOrganizationDialogProps {
  readonly organization: Organization;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What deleting does, in numbers as far as they are known here. */
function useConsequences({ id, members_count, pending_invitations_count }: Organization): string[] {
  const home = useRoute('organizations.home', { params: { org_id: id } }).data?.home;
  const counts = home && ` to ${plural(home.apps_count, 'app')} in ${plural(home.teams_count, 'team')}`;
  const members = members_count === 1 ? 'You lose your access' : `${plural(members_count, 'member')} lose access`;
  return [
    `${members}${counts ?? ' to its apps and teams'}, at once.`,
    ...(pending_invitations_count > 0
      ? [`${plural(pending_invitations_count, 'pending invitation')} can no longer be accepted.`]
      : []),
    `It can be restored for ${RESTORE_DAYS} days, from the page of all organizations. After that it is gone.`,
  ];
}

/** Asks, with the id typed, before an organization is deleted. */
export function DeleteOrganizationDialog({ organization, open, onOpenChange }: DeleteOrganizationDialogProps) {
  const { run, error, reset } = useCommand('organizations.delete');
  const invalidate = useInvalidate();
  const navigate = useNavigate();
  const consequences = useConsequences(organization);
  const { id, name } = organization;
  const remove = async () => {
    await run({ params: { org_id: id }, body: { confirm: id } });
    void invalidate(null, 'organizations.list');
    toast.success(`Deleted ${name}. It can be restored for ${RESTORE_DAYS} days.`);
    await navigate({ to: '/organizations' });
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        reset();
        onOpenChange(next);
      }}
      danger
      title={`Delete ${name}?`}
      consequences={consequences}
      typeToConfirm={id}
      confirmLabel="Delete organization"
      onConfirm={remove}
      error={error}
    />
  );
}
