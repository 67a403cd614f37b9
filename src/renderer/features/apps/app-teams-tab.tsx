import { useNavigate } from '@tanstack/react-router';
import { Minus, Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { useRoute } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { formatNumber } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useStanding } from '../members/use-standing.ts';
import { permissionColumn } from '../teams/permission-column.tsx';
import { permissionEntries, permissionName } from '../teams/permissions.ts';
import { reasonAgainst } from '../teams/team-offers.ts';
import { AddToTeamsDialog, type AppTeam, RemoveFromTeamDialog } from './app-team-dialogs.tsx';
import { useAppTeamCalls } from './use-app-team-calls.ts';

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
  { ...permissionColumn, min: 200 },
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    sortValue: ({ members_count }) => members_count,
    cell: ({ members_count }) => formatNumber(members_count),
  },
];

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
      {giving && org !== null && (
        <AddToTeamsDialog app={app} org={org} given={teams} onClose={() => setGiving(false)} />
      )}
      {taking && org !== null && (
        <RemoveFromTeamDialog app={app} org={org} team={taking} onClose={() => setTaking(null)} />
      )}
    </>
  );
}
