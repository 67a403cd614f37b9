import { useNavigate } from '@tanstack/react-router';
import { Boxes, ChevronDown, Minus, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Team, TeamApp } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { toAppError } from '../../lib/bridge.ts';
import { matcher } from '../../lib/text-match.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Labels } from '../../ui/labels.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { usePickedRows } from '../../ui/use-picked-rows.ts';
import { AddAppsDialog } from './add-apps-dialog.tsx';
import { AppNameCell } from './app-name-cell.tsx';
import { permissionColumn } from './permission-column.tsx';
import { permissionEntries } from './permissions.ts';
import { RemoveAppsDialog } from './remove-apps-dialog.tsx';
import type { useTeamApps } from './use-team.ts';
import type { TeamChanges } from './use-team-changes.ts';

interface TabProps {
  readonly org: string;
  readonly team: Team;
  readonly apps: ReturnType<typeof useTeamApps>;
  readonly search: string;
  readonly reason: string | undefined;
  readonly changes: TeamChanges;
  readonly adding: boolean;
  readonly onAdd: (open: boolean) => void;
}

const rowId = ({ app_id }: TeamApp) => app_id;
const rowName = ({ name }: TeamApp) => name;

const COLUMNS: readonly Column<TeamApp>[] = [
  {
    id: 'name',
    header: 'App',
    grow: 3,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name, app_id }) => <AppNameCell name={name} id={app_id} />,
  },
  { ...permissionColumn, width: 200 },
  {
    id: 'labels',
    header: 'Labels',
    grow: 1,
    min: 140,
    cell: ({ compliance_labels }) => <Labels labels={compliance_labels} />,
  },
];

interface ActionsProps {
  readonly reason: string | undefined;
  readonly onPermission: (permission: TeamPermissionId | null) => void;
  readonly onRemove: () => void;
  readonly team: Team;
}

function BulkActions({ reason, onPermission, onRemove, team }: ActionsProps) {
  return (
    <>
      {reason === undefined ? (
        <Menu
          trigger={
            <Button>
              Change permission <ChevronDown aria-hidden size={14} />
            </Button>
          }
          entries={permissionEntries(undefined, team.default_permission_id, onPermission)}
        />
      ) : (
        <ReasonButton reason={reason}>Change permission</ReasonButton>
      )}
      <ReasonButton icon={Minus} reason={reason} onClick={onRemove}>
        Remove from team…
      </ReasonButton>
    </>
  );
}

/** Which apps the team has, and what it may do with each. */
export function TeamAppsTab(props: TabProps) {
  const { org, team, apps, search, reason, changes, adding, onAdd } = props;
  const navigate = useNavigate();
  const [removing, setRemoving] = useState<readonly TeamApp[] | null>(null);
  const shown = useMemo(() => {
    const matches = matcher(search);
    return apps.rows.filter(({ app_id, name, compliance_labels }) =>
      matches(`${name} ${app_id} ${compliance_labels.join(' ')}`),
    );
  }, [apps.rows, search]);
  const picked = usePickedRows(shown, rowId);
  const open = ({ app_id }: TeamApp) => void navigate({ to: '/o/$org/apps/$app', params: { org, app: app_id } });
  const setPermission = (rows: readonly TeamApp[], permission: TeamPermissionId | null) =>
    void changes
      .changePermission(rows, permission)
      .catch((thrown: unknown) => toast.error('The permission was not changed', toAppError(thrown)));
  return (
    <>
      <DataTable
        label="Team apps"
        rows={shown}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        selected={picked.ids}
        onSelectedChange={picked.setIds}
        selectionActions={
          <BulkActions
            team={team}
            reason={reason}
            onPermission={(permission) => setPermission(picked.rows, permission)}
            onRemove={() => setRemoving(picked.rows)}
          />
        }
        onOpen={open}
        actions={(app) => [
          { label: 'Open app', icon: Boxes, shortcut: 'Enter', onSelect: () => open(app) },
          { separator: true },
          ...(reason === undefined
            ? permissionEntries(app.permission_id, team.default_permission_id, (permission) =>
                setPermission([app], permission),
              )
            : [{ label: 'Change permission', disabledReason: reason, onSelect: () => undefined }]),
          { separator: true },
          {
            label: 'Remove from team…',
            icon: Minus,
            danger: true,
            disabledReason: reason,
            onSelect: () => setRemoving([app]),
          },
        ]}
        loading={apps.isPending}
        error={apps.rows.length === 0 ? apps.error : null}
        onRetry={apps.refetch}
        total={apps.complete ? apps.rows.length : null}
        noun={['app', 'apps']}
        empty={
          apps.rows.length > 0 ? (
            <EmptyState title={`No app of the team matches “${search}”`} />
          ) : (
            <EmptyState
              icon={Boxes}
              title="This team has no apps yet"
              text="Apps that the organization owns can be added, each with the team’s default or a permission of its own."
              action={
                <ReasonButton variant="primary" icon={Plus} reason={reason} onClick={() => onAdd(true)}>
                  Add apps…
                </ReasonButton>
              }
            />
          )
        }
      />
      {adding && <AddAppsDialog {...props} />}
      {removing && (
        <RemoveAppsDialog org={org} team={team} apps={removing} changes={changes} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}
