import { useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { Team, TeamApp } from '../../../contract/api/teams.ts';
import { plural } from '../../lib/format.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { Labels } from '../../ui/labels.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { LookFirst } from '../access/what-if.tsx';
import { useApps } from '../apps/use-apps.ts';
import { AppNameCell } from './app-name-cell.tsx';
import { choiceOptions, chosenPermission, DEFAULT_CHOICE } from './permissions.ts';
import type { useTeamApps } from './use-team.ts';
import type { TeamChanges } from './use-team-changes.ts';

interface AddAppsDialogProps {
  readonly org: string;
  readonly team: Team;
  readonly apps: ReturnType<typeof useTeamApps>;
  readonly changes: TeamChanges;
  readonly onAdd: (open: boolean) => void;
}

const rowId = ({ app_id }: TeamApp) => app_id;

const PICK_COLUMNS: readonly Column<App>[] = [
  {
    id: 'name',
    header: 'App',
    grow: 3,
    min: 180,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ name, id }) => <AppNameCell name={name} id={id} />,
  },
  {
    id: 'labels',
    header: 'Labels',
    width: 180,
    cell: ({ compliance_labels }) => <Labels labels={compliance_labels} />,
  },
];

/** Chooses among the organization's apps that the team does not have yet, with the permission that they get. */
export function AddAppsDialog({ org, team, apps, changes, onAdd }: AddAppsDialogProps) {
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
