import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import { AddToTeamsDialog } from './add-to-teams-dialog.tsx';
import { ConfirmRoleDialog, needsConfirmation } from './confirm-role-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { MemberActs } from './member-entries.ts';
import { RemoveMembersDialog } from './remove-members-dialog.tsx';
import { useChangeRoles } from './use-change-roles.ts';
import { useRemoveMembers } from './use-remove-members.ts';

type Question =
  | { readonly ask: 'role'; readonly members: readonly Member[]; readonly role: RoleId }
  | { readonly ask: 'remove'; readonly members: readonly Member[] }
  | { readonly ask: 'teams'; readonly members: readonly Member[] }
  | { readonly ask: 'leave' };

interface Setting {
  readonly org: string;
  readonly organizationName: string;
  readonly me: string;
  readonly open: (member: Member) => void;
  /** After members were removed. */
  readonly onRemoving: () => void;
}

/** What the page does with members, and the question that is open, if any. */
export function useMemberActs({ org, organizationName, me, open, onRemoving }: Setting): [MemberActs, ReactNode] {
  const [question, setQuestion] = useState<Question | null>(null);
  const navigate = useNavigate();
  const changeRoles = useChangeRoles(org);
  const removeMembers = useRemoveMembers(org);
  const acts = useMemo<MemberActs>(
    () => ({
      open,
      changeRole: (members, role) => {
        if (needsConfirmation(members, role, me)) setQuestion({ ask: 'role', members, role });
        else void changeRoles(members, role);
      },
      addToTeams: (members) => setQuestion({ ask: 'teams', members }),
      remove: (members) => setQuestion({ ask: 'remove', members }),
      offboard: ({ user }) => void navigate({ to: '/organizations/offboard', search: { person: user.primary_email } }),
      leave: () => setQuestion({ ask: 'leave' }),
      tryOut: ({ user }) =>
        void navigate({
          to: '/o/$org/access',
          params: { org },
          search: { view: 'try', change: 'change_role', person: user.id },
        }),
    }),
    [org, open, me, changeRoles, navigate],
  );
  const close = () => setQuestion(null);
  const dialogs: Record<Question['ask'], (asked: Question) => ReactNode> = {
    role: (asked) =>
      asked.ask === 'role' && (
        <ConfirmRoleDialog
          {...asked}
          org={org}
          me={me}
          onClose={close}
          onConfirm={() => void changeRoles(asked.members, asked.role)}
        />
      ),
    remove: (asked) =>
      asked.ask === 'remove' && (
        <RemoveMembersDialog
          org={org}
          members={asked.members}
          organizationName={organizationName}
          onClose={close}
          onConfirm={() => {
            onRemoving();
            void removeMembers(asked.members);
          }}
        />
      ),
    teams: (asked) => asked.ask === 'teams' && <AddToTeamsDialog org={org} members={asked.members} onClose={close} />,
    leave: () => <LeaveDialog org={org} name={organizationName} open onOpenChange={(still) => !still && close()} />,
  };
  return [acts, question && dialogs[question.ask](question)];
}
