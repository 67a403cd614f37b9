import { Copy, FlaskConical, LogOut, PanelRight, UserMinus, UserRoundX, UsersRound } from 'lucide-react';
import type { Member } from '../../../contract/api/members.ts';
import { ROLE_IDS, type RoleId } from '../../../contract/permissions.ts';
import { roleName } from '../../lib/format.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { reasonAgainst } from '../teams/team-offers.ts';
import { offerChangeRole, offerRemove, reasonOf, type Standing } from './member-offers.ts';

export interface MemberActs {
  readonly open: (member: Member) => void;
  readonly changeRole: (members: readonly Member[], role: RoleId) => void;
  readonly addToTeams: (members: readonly Member[]) => void;
  readonly remove: (members: readonly Member[]) => void;
  /** Out of every organization: its own page asks before anything is done. */
  readonly offboard: (member: Member) => void;
  readonly leave: () => void;
  /** Looks at what another role would do, before anything is changed. */
  readonly tryOut: (member: Member) => void;
}

/** A role for each entry, the present one marked. */
export function roleEntries(current: RoleId | undefined, choose: (role: RoleId) => void): MenuEntry[] {
  return ROLE_IDS.map((role) => ({
    label: roleName(role),
    checked: role === current,
    onSelect: () => choose(role),
  }));
}

function roleSection(member: Member, standing: Standing, acts: MemberActs): MenuEntry[] {
  const reason = reasonOf(offerChangeRole(member, standing));
  if (reason !== undefined) return [{ label: 'Change role', disabledReason: reason, onSelect: () => {} }];
  return [{ heading: 'Role' }, ...roleEntries(member.role_id, (role) => acts.changeRole([member], role))];
}

function endSection(member: Member, standing: Standing, acts: MemberActs): MenuEntry[] {
  if (member.user.id === standing.me)
    return [
      {
        label: 'Leave organization…',
        icon: LogOut,
        danger: true,
        disabledReason: standing.blocked,
        onSelect: acts.leave,
      },
    ];
  return [
    {
      label: 'Remove from organization…',
      icon: UserMinus,
      danger: true,
      disabledReason: reasonOf(offerRemove(member, standing)),
      onSelect: () => acts.remove([member]),
    },
    {
      label: 'Offboard from all organizations…',
      icon: UserRoundX,
      danger: true,
      disabledReason: reasonOf(offerRemove(member, standing)),
      onSelect: () => acts.offboard(member),
    },
  ];
}

/** What can be done with one member: the same for "⋯", a right click and the menu key. */
export function memberEntries(member: Member, standing: Standing, acts: MemberActs): MenuEntry[] {
  return [
    { label: 'Show details', icon: PanelRight, shortcut: 'Enter', onSelect: () => acts.open(member) },
    {
      label: 'Copy e-mail address',
      icon: Copy,
      onSelect: () => copyAndTell(member.user.primary_email),
    },
    { separator: true },
    ...roleSection(member, standing, acts),
    { separator: true },
    {
      label: 'Add to teams…',
      icon: UsersRound,
      disabledReason: reasonAgainst(standing, 'add_members_to_teams'),
      onSelect: () => acts.addToTeams([member]),
    },
    {
      label: 'What if…',
      icon: FlaskConical,
      disabledReason: reasonAgainst(standing, 'view_access'),
      onSelect: () => acts.tryOut(member),
    },
    { separator: true },
    ...endSection(member, standing, acts),
  ];
}
