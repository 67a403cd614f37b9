import { useNavigate } from '@tanstack/react-router';
import { PanelRight, UserMinus, UserPlus, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import type { Team, TeamMember } from '../../../contract/api/teams.ts';
import { plural, roleName } from '../../lib/format.ts';
import { nameSome, personName } from '../../lib/person-name.ts';
import { matcher } from '../../lib/text-match.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PersonCell } from '../../ui/person-cell.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { usePickedRows } from '../../ui/use-picked-rows.ts';
import { LookFirst, WhatIf } from '../access/what-if.tsx';
import { useMembers } from '../members/use-members.ts';
import type { useTeamMembers } from './use-team.ts';
import type { TeamChanges } from './use-team-changes.ts';

interface TabProps {
  readonly org: string;
  readonly team: Team;
  readonly members: ReturnType<typeof useTeamMembers>;
  readonly search: string;
  /** Why nobody can be added or removed now. */
  readonly reason: string | undefined;
  readonly changes: TeamChanges;
  readonly adding: boolean;
  readonly onAdd: (open: boolean) => void;
}

const rowId = ({ user }: { user: { id: string } }) => user.id;
const rowName = ({ user }: TeamMember) => personName(user);
const rowText = ({ user }: TeamMember) => `${user.first_name} ${user.last_name} ${user.primary_email ?? ''} ${user.id}`;

const COLUMNS: readonly Column<TeamMember>[] = [
  {
    id: 'name',
    header: 'Name',
    grow: 3,
    min: 200,
    sortValue: ({ user }) => personName(user).toLocaleLowerCase(),
    cell: ({ user }) => (
      <PersonCell id={user.id} name={personName(user)} image={user.image} email={user.primary_email} />
    ),
  },
  {
    id: 'role',
    header: 'Role',
    width: 200,
    sortValue: ({ role_id }) => roleName(role_id),
    cell: ({ role_id }) => roleName(role_id),
  },
];

/** Chooses among the organization's members who are not in the team yet. */
function AddMembersDialog({ org, team, members, changes, onAdd }: TabProps) {
  const all = useMembers(org);
  const inTeam = useMemo(() => new Set(members.rows.map(rowId)), [members.rows]);
  const others = useMemo(() => all.rows.filter(({ user }) => !inTeam.has(user.id)), [all.rows, inTeam]);
  return (
    <PickDialog<Member>
      title={`Add members to ${team.name}`}
      description="Members of the organization who are not in the team yet."
      what="people"
      rows={others}
      columns={COLUMNS}
      rowId={rowId}
      rowName={rowName}
      rowText={rowText}
      loading={all.isPending}
      error={all.error}
      onRetry={all.refetch}
      nothing="Everybody is in the team already"
      confirmLabel={(count) => (count === 0 ? 'Add people' : `Add ${plural(count, 'person', 'people')}`)}
      below={(ids) => (
        <LookFirst org={org} changes={ids.map((user_id) => ({ type: 'add_team_member', team_id: team.id, user_id }))} />
      )}
      onConfirm={changes.addMembers}
      onClose={() => onAdd(false)}
    />
  );
}

interface RemoveProps {
  readonly org: string;
  readonly team: Team;
  readonly members: readonly TeamMember[];
  readonly changes: TeamChanges;
  readonly onClose: () => void;
}

function RemoveDialog({ org, team, members, changes, onClose }: RemoveProps) {
  const ids = members.map(rowId);
  const { error, confirm } = useConfirmed(() => changes.removeMembers(ids));
  const who = nameSome(members.map(rowName));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${who} from ${team.name}?`}
      consequences={[
        `What the team gives on ${plural(team.apps_count, 'app')} ends for ${members.length === 1 ? 'them' : plural(members.length, 'person', 'people')}, unless something else gives it too.`,
      ]}
      confirmLabel={`Remove ${plural(members.length, 'person', 'people')}`}
      onConfirm={confirm}
      error={error}
    >
      <WhatIf org={org} changes={ids.map((user_id) => ({ type: 'remove_team_member', team_id: team.id, user_id }))} />
    </ConfirmDialog>
  );
}

/** Who is in the team. */
export function TeamMembersTab(props: TabProps) {
  const { org, team, members, search, reason, changes, adding, onAdd } = props;
  const navigate = useNavigate();
  const [removing, setRemoving] = useState<readonly TeamMember[] | null>(null);
  const shown = useMemo(() => {
    const matches = matcher(search);
    return members.rows.filter((member) => matches(rowText(member)));
  }, [members.rows, search]);
  const picked = usePickedRows(shown, rowId);
  const open = ({ user }: TeamMember) =>
    void navigate({ to: '/o/$org/members', params: { org }, search: { member: user.id } });
  return (
    <>
      <DataTable
        label="Team members"
        rows={shown}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        selected={picked.ids}
        onSelectedChange={picked.setIds}
        selectionActions={
          <ReasonButton icon={UserMinus} reason={reason} onClick={() => setRemoving(picked.rows)}>
            Remove from team…
          </ReasonButton>
        }
        onOpen={open}
        actions={(member) => [
          { label: 'Show member', icon: PanelRight, shortcut: 'Enter', onSelect: () => open(member) },
          { separator: true },
          {
            label: 'Remove from team…',
            icon: UserMinus,
            danger: true,
            disabledReason: reason,
            onSelect: () => setRemoving([member]),
          },
        ]}
        loading={members.isPending}
        error={members.rows.length === 0 ? members.error : null}
        onRetry={members.refetch}
        total={members.complete ? members.rows.length : null}
        noun={['member', 'members']}
        empty={
          members.rows.length > 0 ? (
            <EmptyState title={`Nobody in the team matches “${search}”`} />
          ) : (
            <EmptyState
              icon={Users}
              title="Nobody is in this team yet"
              text="Members of the organization can join it; whoever does gets its permissions at once."
              action={
                <ReasonButton variant="primary" icon={UserPlus} reason={reason} onClick={() => onAdd(true)}>
                  Add members…
                </ReasonButton>
              }
            />
          )
        }
      />
      {adding && <AddMembersDialog {...props} />}
      {removing && (
        <RemoveDialog org={org} team={team} members={removing} changes={changes} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}
