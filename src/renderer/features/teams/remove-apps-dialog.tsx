import type { Team, TeamApp } from '../../../contract/api/teams.ts';
import { plural } from '../../lib/format.ts';
import { nameSome } from '../../lib/person-name.ts';
import { useConfirmed } from '../../lib/use-confirmed.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { WhatIf } from '../access/what-if.tsx';
import type { TeamChanges } from './use-team-changes.ts';

const rowName = ({ name }: TeamApp) => name;

interface RemoveProps {
  readonly org: string;
  readonly team: Team;
  readonly apps: readonly TeamApp[];
  readonly changes: TeamChanges;
  readonly onClose: () => void;
}

/** Asks before apps are taken out of a team, with a look at who loses what. */
export function RemoveAppsDialog({ org, team, apps, changes, onClose }: RemoveProps) {
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
