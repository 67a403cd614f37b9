import type { Member } from '../../../contract/api/members.ts';
import { plural } from '../../lib/format.ts';
import { nameSome, personName } from '../../lib/person-name.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { WhatIf } from '../access/what-if.tsx';

interface RemoveMembersDialogProps {
  readonly org: string;
  readonly members: readonly Member[];
  readonly organizationName: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const NAMED = 8;

function consequences(members: readonly Member[]): string[] {
  const memberships = members.reduce((sum, { team_ids }) => sum + team_ids.length, 0);
  const admins = members.filter(({ role_id }) => role_id === 'admin').length;
  const one = members.length === 1;
  return [
    `${one ? 'Their role ends' : `${plural(members.length, 'person', 'people')} lose their role`}, at once.`,
    ...(memberships > 0
      ? [`Leaves ${plural(memberships, 'team')}, with the access that ${memberships === 1 ? 'it gives' : 'they give'}.`]
      : []),
    ...(admins > 0
      ? [
          `${plural(admins, 'admin is', 'admins are')} among them.`.replace(
            '1 admin is among them',
            'They are an admin',
          ),
        ]
      : []),
    'What they made for the organization stays. To come back they need a new invitation.',
  ];
}

/** Asks before members are removed: who they are and what they lose. */
export function RemoveMembersDialog(props: RemoveMembersDialogProps) {
  const { org, members, organizationName, onConfirm, onClose } = props;
  const names = members.map(({ user }) => personName(user));
  const title = members.length === 1 ? names[0] : plural(members.length, 'member');
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`Remove ${title} from ${organizationName}?`}
      description={
        members.length > 1
          ? names.length <= NAMED
            ? names.join(', ')
            : nameSome(names)
          : (members[0]?.user.primary_email ?? '')
      }
      consequences={consequences(members)}
      confirmLabel={members.length === 1 ? 'Remove member' : `Remove ${plural(members.length, 'member')}`}
      onConfirm={onConfirm}
    >
      <WhatIf org={org} changes={members.map(({ user }) => ({ type: 'remove_member', user_id: user.id }))} />
    </ConfirmDialog>
  );
}
