import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Team } from '../../../contract/api/teams.ts';
import { toAppError } from '../../lib/bridge.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { LookFirst, WhatIf } from '../access/what-if.tsx';
import { useTeams } from '../members/use-teams.ts';
import { chosenPermission, DEFAULT_CHOICE, permissionOptions } from '../teams/permissions.ts';
import { TEAM_PICK_COLUMNS } from '../teams/team-pick-columns.tsx';
import { useAppTeamCalls } from './use-app-team-calls.ts';

/** A team as an app's settings show it. */
export type AppTeam = AnswerOf<'app_teams.list'>['teams'][number];

const rowId = ({ id }: AppTeam) => id;

const PICK_COLUMNS: readonly Column<Team>[] = [
  ...TEAM_PICK_COLUMNS,
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    cell: ({ members_count }) => formatNumber(members_count),
  },
];

interface PartProps {
  readonly app: App;
  readonly org: string;
  readonly onClose: () => void;
}

/** Chooses among the teams that do not have the app yet. */
export function AddToTeamsDialog({ app, org, given, onClose }: PartProps & { given: readonly AppTeam[] }) {
  const teams = useTeams(org);
  const calls = useAppTeamCalls(org, app.id);
  const [choice, setChoice] = useState<string>(DEFAULT_CHOICE);
  const permission_id = chosenPermission(choice);
  const others = useMemo(() => {
    const has = new Set(given.map(rowId));
    return teams.rows.filter(({ id }) => !has.has(id));
  }, [teams.rows, given]);
  return (
    <PickDialog<Team>
      title={`Add ${app.name} to teams`}
      what="teams"
      rows={others}
      columns={PICK_COLUMNS}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowText={({ id, name }) => `${name} ${id}`}
      loading={teams.isPending}
      error={teams.error}
      onRetry={teams.refetch}
      nothing="Every team has this app already"
      confirmLabel={(count) => (count === 0 ? 'Add to teams' : `Add to ${plural(count, 'team')}`)}
      below={(ids) => (
        <>
          <SelectField
            label="Permission on this app"
            options={[{ value: DEFAULT_CHOICE, label: 'Each team’s default' }, ...permissionOptions]}
            value={choice}
            onChange={(event) => setChoice(event.target.value)}
          />
          <LookFirst
            org={org}
            changes={ids.map((team_id) => ({ type: 'add_team_app', team_id, app_id: app.id, permission_id }))}
          />
        </>
      )}
      onConfirm={async (ids) => {
        await calls.add(ids, permission_id);
        toast.success(`Added ${app.name} to ${plural(ids.length, 'team')}.`);
      }}
      onClose={onClose}
    />
  );
}

/** Asks before a team loses the app, and offers to undo it. */
export function RemoveFromTeamDialog({ app, org, team, onClose }: PartProps & { team: AppTeam }) {
  const calls = useAppTeamCalls(org, app.id);
  const { error, confirm } = useConfirmed(async () => {
    await calls.remove(team.id);
    toast.success(`Removed ${app.name} from ${team.name}.`, {
      action: {
        onSelect: () =>
          void calls
            .add([team.id], team.permission_id)
            .catch((thrown: unknown) => toast.error('It could not be undone', toAppError(thrown))),
      },
    });
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${app.name} from ${team.name}?`}
      consequences={[
        `${plural(team.members_count, 'member loses', 'members lose')} what the team gives on this app, unless something else gives it too.`,
      ]}
      confirmLabel="Remove from team"
      onConfirm={confirm}
      error={error}
    >
      <WhatIf org={org} changes={[{ type: 'remove_team_app', team_id: team.id, app_id: app.id }]} />
    </ConfirmDialog>
  );
}
