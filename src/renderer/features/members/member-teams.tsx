import { Link } from '@tanstack/react-router';
import { Plus, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import type { Team } from '../../../contract/api/teams.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { LookFirst, WhatIf } from '../access/what-if.tsx';
import { permissionName } from '../teams/permissions.ts';
import { reasonAgainst } from '../teams/team-offers.ts';
import { useRefreshTeams } from '../teams/use-team.ts';
import type { Standing } from './member-offers.ts';
import { personName } from './person-name.ts';
import { ReasonButton } from './reason-button.tsx';
import { useConfirmed } from './use-confirmed.ts';
import { useTeams } from './use-teams.ts';

interface MemberTeamsProps {
  readonly org: string;
  readonly member: Member;
  readonly standing: Standing;
}

const COLUMNS: readonly Column<Team>[] = [
  {
    id: 'name',
    header: 'Team',
    grow: 2,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name }) => <bdi className="font-medium">{name}</bdi>,
  },
  {
    id: 'permission',
    header: 'Default permission',
    width: 170,
    cell: ({ default_permission_id }) => permissionName(default_permission_id),
  },
  {
    id: 'apps',
    header: 'Apps',
    width: 84,
    align: 'end',
    cell: ({ apps_count }) => formatNumber(apps_count),
  },
];

/** One person into and out of teams, one team after the other. */
function useMembership(org: string, userId: string) {
  const add = useCommand('team_members.add').run;
  const remove = useCommand('team_members.remove').run;
  const refresh = useRefreshTeams(org);
  const input = (team_id: string) => ({ params: { org_id: org, team_id }, body: { user_ids: [userId] } });
  return {
    join: async (teams: readonly string[]) => {
      try {
        for (const team of teams) await add(input(team));
      } finally {
        await refresh();
      }
    },
    leave: async (team: string) => {
      await remove(input(team));
      await refresh();
    },
  };
}

function JoinDialog({ org, member, onClose }: MemberTeamsProps & { onClose: () => void }) {
  const teams = useTeams(org);
  const { join } = useMembership(org, member.user.id);
  const name = personName(member.user);
  const others = useMemo(
    () => teams.rows.filter(({ id }) => !member.team_ids.includes(id)),
    [teams.rows, member.team_ids],
  );
  return (
    <PickDialog<Team>
      title={`Add ${name} to teams`}
      what="teams"
      rows={others}
      columns={COLUMNS}
      rowId={({ id }) => id}
      rowName={(team) => team.name}
      rowText={(team) => `${team.name} ${team.id}`}
      loading={teams.isPending}
      error={teams.error}
      onRetry={teams.refetch}
      nothing={teams.rows.length === 0 ? 'There is no team yet' : `${name} is in every team already`}
      confirmLabel={(count) => (count === 0 ? 'Add to teams' : `Add to ${plural(count, 'team')}`)}
      below={(ids) => (
        <LookFirst
          org={org}
          changes={ids.map((team_id) => ({ type: 'add_team_member', team_id, user_id: member.user.id }))}
        />
      )}
      onConfirm={async (ids) => {
        await join(ids);
        toast.success(`Added ${name} to ${plural(ids.length, 'team')}.`);
      }}
      onClose={onClose}
    />
  );
}

interface LeaveProps extends MemberTeamsProps {
  readonly team: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

function LeaveTeamDialog({ org, member, team, onClose }: LeaveProps) {
  const { join, leave } = useMembership(org, member.user.id);
  const name = personName(member.user);
  const { error, confirm } = useConfirmed(async () => {
    await leave(team.id);
    toast.success(`Removed ${name} from ${team.name}.`, {
      action: {
        onSelect: () =>
          void join([team.id]).catch((thrown: unknown) => toast.error('It could not be undone', toAppError(thrown))),
      },
    });
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${name} from ${team.name}?`}
      consequences={['What the team gives on its apps ends for them, unless something else gives it too.']}
      confirmLabel="Remove from team"
      onConfirm={confirm}
      error={error}
    >
      <WhatIf org={org} changes={[{ type: 'remove_team_member', team_id: team.id, user_id: member.user.id }]} />
    </ConfirmDialog>
  );
}

/** The member's teams, with adding and removing. */
export function MemberTeams(props: MemberTeamsProps) {
  const { org, member, standing } = props;
  const { teamName } = useTeams(org);
  const [joining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  const reason = reasonAgainst(standing, 'add_members_to_teams');
  return (
    <>
      {member.team_ids.length === 0 && <p className="text-muted">None</p>}
      <ul>
        {member.team_ids.map((team) => (
          <li key={team} className="flex min-h-7 items-center gap-2">
            <Link
              to="/o/$org/teams/$team"
              params={{ org, team }}
              className="min-w-0 flex-1 truncate rounded-sm hover:underline"
              title={teamName(team)}
            >
              <bdi>{teamName(team)}</bdi>
            </Link>
            {reason === undefined && (
              <IconButton size="sm" icon={X} label={`Remove from ${teamName(team)}`} onClick={() => setLeaving(team)} />
            )}
          </li>
        ))}
      </ul>
      <ReasonButton size="sm" className="mt-1" icon={Plus} reason={reason} onClick={() => setJoining(true)}>
        Add to teams…
      </ReasonButton>
      {joining && <JoinDialog {...props} onClose={() => setJoining(false)} />}
      {leaving !== null && (
        <LeaveTeamDialog {...props} team={{ id: leaving, name: teamName(leaving) }} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}
