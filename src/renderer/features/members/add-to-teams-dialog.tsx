import { useMemo } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import type { Team } from '../../../contract/api/teams.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { LookFirst } from '../access/what-if.tsx';
import { TEAM_PICK_COLUMNS } from '../teams/team-pick-columns.tsx';
import { useMembership } from './use-membership.ts';
import { useTeams } from './use-teams.ts';

const COLUMNS: readonly Column<Team>[] = [
  ...TEAM_PICK_COLUMNS,
  {
    id: 'apps',
    header: 'Apps',
    width: 84,
    align: 'end',
    cell: ({ apps_count }) => formatNumber(apps_count),
  },
];

interface AddToTeamsDialogProps {
  readonly org: string;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

/** Chooses among the teams that do not have all of these people yet. */
export function AddToTeamsDialog({ org, members, onClose }: AddToTeamsDialogProps) {
  const teams = useTeams(org);
  const ids = useMemo(() => members.map(({ user }) => user.id), [members]);
  const { join } = useMembership(org, ids);
  const [first] = members;
  const who = first !== undefined && members.length === 1 ? personName(first.user) : plural(members.length, 'member');
  const others = useMemo(
    () => teams.rows.filter(({ id }) => members.some(({ team_ids }) => !team_ids.includes(id))),
    [teams.rows, members],
  );
  return (
    <PickDialog<Team>
      title={`Add ${who} to teams`}
      what="teams"
      rows={others}
      columns={COLUMNS}
      rowId={({ id }) => id}
      rowName={(team) => team.name}
      rowText={(team) => `${team.name} ${team.id}`}
      loading={teams.isPending}
      error={teams.error}
      onRetry={teams.refetch}
      nothing={teams.rows.length === 0 ? 'There is no team yet' : `Every team has ${who} already`}
      confirmLabel={(count) => (count === 0 ? 'Add to teams' : `Add to ${plural(count, 'team')}`)}
      below={(chosen) => (
        <LookFirst
          org={org}
          changes={chosen.flatMap((team_id) =>
            ids.map((user_id) => ({ type: 'add_team_member' as const, team_id, user_id })),
          )}
        />
      )}
      onConfirm={async (chosen) => {
        await join(chosen);
        toast.success(`Added ${who} to ${plural(chosen.length, 'team')}.`);
      }}
      onClose={onClose}
    />
  );
}
