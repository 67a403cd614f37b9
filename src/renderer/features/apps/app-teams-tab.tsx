import { useNavigate } from '@tanstack/react-router';
import { Minus, Plus, UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { Team } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { useCommand, useRoute } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { formatNumber, plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { LookFirst, WhatIf } from '../access/what-if.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useConfirmed } from '../members/use-confirmed.ts';
import { useStanding } from '../members/use-standing.ts';
import { useTeams } from '../members/use-teams.ts';
import {
  chosenPermission,
  DEFAULT_CHOICE,
  permissionEntries,
  permissionName,
  permissionOptions,
  permissionText,
} from '../teams/permissions.ts';
import { reasonAgainst } from '../teams/team-offers.ts';
import { useRefreshTeams } from '../teams/use-team.ts';

type AppTeam = AnswerOf<'app_teams.list'>['teams'][number];

const rowId = ({ id }: AppTeam) => id;
const rowName = ({ name }: AppTeam) => name;

const COLUMNS: readonly Column<AppTeam>[] = [
  {
    id: 'name',
    header: 'Team',
    grow: 2,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name }) => (
      <bdi className="font-medium" title={name}>
        {name}
      </bdi>
    ),
  },
  {
    id: 'permission',
    header: 'Permission',
    min: 200,
    sortValue: (team) => permissionText(team.permission_id, team.effective_permission_id),
    cell: ({ permission_id, effective_permission_id }) => (
      <span className={permission_id === null ? 'text-muted' : undefined}>
        {permissionText(permission_id, effective_permission_id)}
      </span>
    ),
  },
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    sortValue: ({ members_count }) => members_count,
    cell: ({ members_count }) => formatNumber(members_count),
  },
];

const PICK_COLUMNS: readonly Column<Team>[] = [
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
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    cell: ({ members_count }) => formatNumber(members_count),
  },
];

/** The calls that change which teams have one app. */
function useAppTeamCalls(org: string, app: string) {
  const add = useCommand('team_apps.add').run;
  const update = useCommand('team_apps.update').run;
  const remove = useCommand('team_apps.remove').run;
  const refresh = useRefreshTeams(org);
  const params = (team_id: string) => ({ org_id: org, team_id });
  return {
    add: async (teams: readonly string[], permission_id: TeamPermissionId | null) => {
      try {
        for (const team of teams)
          await add({
            params: params(team),
            body: { apps: [{ app_id: app, ...(permission_id !== null && { permission_id }) }] },
          });
      } finally {
        await refresh();
      }
    },
    update: async (team: string, permission_id: TeamPermissionId | null) => {
      await update({ params: params(team), body: { apps: [{ app_id: app, permission_id }] } });
      await refresh();
    },
    remove: async (team: string) => {
      await remove({ params: params(team), body: { app_ids: [app] } });
      await refresh();
    },
  };
}

interface PartProps {
  readonly app: App;
  readonly org: string;
  readonly onClose: () => void;
}

function GiveDialog({ app, org, given, onClose }: PartProps & { given: readonly AppTeam[] }) {
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

function TakeDialog({ app, org, team, onClose }: PartProps & { team: AppTeam }) {
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

/** The teams that have the app, each with what it may do. */
export function AppTeamsTab({ app, org }: { readonly app: App; readonly org: string | null }) {
  const { data, error, isPending, refetch } = useRoute('app_teams.list', {
    params: { user_id: app.user_id, app_id: app.id },
  });
  const standing = useStanding(org ?? app.user_id);
  const navigate = useNavigate();
  const calls = useAppTeamCalls(app.user_id, app.id);
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<AppTeam | null>(null);
  const teams = data?.teams ?? [];
  const reason =
    org === null
      ? 'Open the app in the organization that owns it to change its teams.'
      : reasonAgainst(standing, 'add_apps_to_teams');
  const change = (team: AppTeam, permission: TeamPermissionId | null) =>
    void calls
      .update(team.id, permission)
      .then(() =>
        toast.success(`${team.name}: ${permission === null ? 'its default' : permissionName(permission)}.`, {
          action: { onSelect: () => void calls.update(team.id, team.permission_id) },
        }),
      )
      .catch((thrown: unknown) => toast.error('The permission was not changed', toAppError(thrown)));
  const give = (
    <ReasonButton variant="primary" icon={Plus} reason={reason} onClick={() => setGiving(true)}>
      Add to teams…
    </ReasonButton>
  );
  return (
    <>
      {teams.length > 0 && (
        <Toolbar actions={give}>
          <span className="truncate text-muted">What a team may do here holds for each of its members.</span>
        </Toolbar>
      )}
      <DataTable
        label="Teams of the app"
        rows={teams}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        {...(org !== null && {
          onOpen: ({ id }: AppTeam) =>
            void navigate({ to: '/o/$org/teams/$team', params: { org, team: id }, search: { tab: 'apps' } }),
        })}
        actions={(team) => [
          ...(reason === undefined
            ? permissionEntries(team.permission_id, undefined, (permission) => change(team, permission))
            : [{ label: 'Change permission', disabledReason: reason, onSelect: () => undefined }]),
          { separator: true },
          {
            label: 'Remove from team…',
            icon: Minus,
            danger: true,
            disabledReason: reason,
            onSelect: () => setTaking(team),
          },
        ]}
        loading={isPending}
        error={data === undefined ? error : null}
        onRetry={refetch}
        noun={['team', 'teams']}
        empty={
          <EmptyState
            icon={UsersRound}
            title="No team has this app"
            text="A team’s members work in the app with the team’s permission, whatever their role."
            action={give}
          />
        }
      />
      {giving && org !== null && <GiveDialog app={app} org={org} given={teams} onClose={() => setGiving(false)} />}
      {taking && org !== null && <TakeDialog app={app} org={org} team={taking} onClose={() => setTaking(null)} />}
    </>
  );
}
