import type { Member } from '../../../contract/api/members.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import { plural, roleName, roleText } from '../../lib/format.ts';
import { nameSome, personName } from '../../lib/person-name.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { WhatIf } from '../access/what-if.tsx';

interface ConfirmRoleDialogProps {
  readonly org: string;
  readonly members: readonly Member[];
  readonly role: RoleId;
  readonly me: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Whether a change takes admin rights from somebody, or changes one's own: then it is asked first. */
export const needsConfirmation = (members: readonly Member[], role: RoleId, me: string): boolean =>
  members.some((member) => member.role_id !== role && (member.role_id === 'admin' || member.user.id === me));

export function ConfirmRoleDialog({ org, members, role, me, onConfirm, onClose }: ConfirmRoleDialogProps) {
  const changing = members.filter((member) => member.role_id !== role);
  const admins = changing.filter((member) => member.role_id === 'admin').length;
  const self = changing.some(({ user }) => user.id === me);
  const who = nameSome(changing.map(({ user }) => (user.id === me ? 'yourself' : personName(user))));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Make ${who} ${roleName(role)}?`}
      consequences={[
        `${roleName(role)}: ${roleText(role).summary}`,
        ...(admins > 0 && role !== 'admin'
          ? [`${plural(admins, 'admin')} can no longer manage members or the organization.`]
          : []),
        ...(self ? ['You change your own role: only another admin can change it back.'] : []),
      ]}
      confirmLabel={changing.length === 1 ? 'Change role' : `Change ${plural(changing.length, 'role')}`}
      onConfirm={onConfirm}
    >
      <WhatIf
        org={org}
        changes={changing.map(({ user }) => ({ type: 'change_role', user_id: user.id, role_id: role }))}
      />
    </ConfirmDialog>
  );
}
