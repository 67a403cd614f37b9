import { useNavigate } from '@tanstack/react-router';
import { Boxes, ChevronDown, Minus, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { Team, TeamApp } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { matcher } from '../../lib/text-match.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Labels } from '../../ui/labels.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { usePickedRows } from '../../ui/use-picked-rows.ts';
import { LookFirst, WhatIf } from '../access/what-if.tsx';
import { useApps } from '../apps/use-apps.ts';
import { nameSome } from '../members/person-name.ts';
import { ReasonButton } from '../members/reason-button.tsx';
import { useConfirmed } from '../members/use-confirmed.ts';
import { choiceOptions, chosenPermission, DEFAULT_CHOICE, permissionEntries, permissionText } from './permissions.ts';
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

const NameCell = ({ name, id }: { name: string; id: string }) => (
  <span className="truncate" title={`${name} · ${id}`}>
    <bdi className="font-medium">{name}</bdi> <span className="font-mono text-muted text-xs">{id}</span>
  </span>
);

const COLUMNS: readonly Column<TeamApp>[] = [
  {
    id: 'name',
    header: 'App',
    grow: 3,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name, app_id }) => <NameCell name={name} id={app_id} />,
  },
  {
    id: 'permission',
    header: 'Permission',
    width: 200,
    sortValue: (app) => permissionText(app.permission_id, app.effective_permission_id),
    cell: ({ permission_id, effective_permission_id }) => (
      <span className={permission_id === null ? 'text-muted' : undefined}>
        {permissionText(permission_id, effective_permission_id)}
      </span>
    ),
  },
  {
    id: 'labels',
    header: 'Labels',
    grow: 1,
    min: 140,
    cell: ({ compliance_labels }) => <Labels labels={compliance_labels} />,
  },
];

const PICK_COLUMNS: readonly Column<App>[] = [
  {
    id: 'name',
    header: 'App',
    grow: 3,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name, id }) => <NameCell name={name} id={id} />,
  },
  {
    id: 'labels',
    header: 'Labels',
    width: 180,
    cell: ({ compliance_labels }) => <Labels labels={compliance_labels} />,
  },
];

/** Chooses among the organization's apps that the team does not have yet, with the permission that they get. */
function AddAppsDialog({ org, team, apps, changes, onAdd }: TabProps) {
  const all = useApps(org);
  const [choice, setChoice] = useState<string>(DEFAULT_CHOICE);
  const inTeam = useMemo(() => new Set(apps.rows.map(rowId)), [apps.rows]);
  const others = useMemo(() => all.rows.filter(({ id }) => !inTeam.has(id)), [all.rows, inTeam]);
  const permission_id = chosenPermission(choice);
  return (
    <PickDialog<App>
      title={`Add apps to ${team.name}`}
      description="Apps of the organization that the team does not have yet."
      what="apps"
      rows={others}
      columns={PICK_COLUMNS}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowText={({ id, name, compliance_labels }) => `${name} ${id} ${compliance_labels.join(' ')}`}
      loading={all.isPending}
      error={all.error}
      onRetry={all.refetch}
      nothing="The team has every app already"
      confirmLabel={(count) => (count === 0 ? 'Add apps' : `Add ${plural(count, 'app')}`)}
      below={(ids) => (
        <>
          <SelectField
            label="Permission on these apps"
            options={choiceOptions(team.default_permission_id)}
            value={choice}
            onChange={(event) => setChoice(event.target.value)}
          />
          <LookFirst
            org={org}
            changes={ids.map((app_id) => ({ type: 'add_team_app', team_id: team.id, app_id, permission_id }))}
          />
        </>
      )}
      onConfirm={(ids) => changes.addApps(ids.map((app_id) => ({ app_id, permission_id })))}
      onClose={() => onAdd(false)}
    />
  );
}

interface RemoveProps {
  readonly org: string;
  readonly team: Team;
  readonly apps: readonly TeamApp[];
  readonly changes: TeamChanges;
  readonly onClose: () => void;
}

function RemoveDialog({ org, team, apps, changes, onClose }: RemoveProps) {
  const { error, confirm } = useConfirmed(() => changes.removeApps(apps));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${nameSome(apps.map(rowName))} from ${team.name}?`}
      consequences={[
        `${plural(team.members_count, 'member loses', 'members lose')} what the team gives on ${plural(apps.length, 'app')}, unless something else gives it too.`,
      ]}
      confirmLabel={`Remove ${plural(apps.length, 'app')}`}
      onConfirm={confirm}
      error={error}
    >
      <WhatIf org={org} changes={apps.map(({ app_id }) => ({ type: 'remove_team_app', team_id: team.id, app_id }))} />
    </ConfirmDialog>
  );
}

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
        <RemoveDialog org={org} team={team} apps={removing} changes={changes} onClose={() => setRemoving(null)} />
      )}
    </>
  );
}
