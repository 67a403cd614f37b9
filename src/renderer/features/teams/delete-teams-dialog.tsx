import type { Team } from '../../../contract/api/teams.ts';
import { useCommand } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { nameSome } from '../../lib/person-name.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { WhatIf } from '../access/what-if.tsx';
import { useRefreshTeams } from './use-team.ts';

interface DeleteTeamsDialogProps {
  readonly org: string;
  readonly teams: readonly Team[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** From this many members or apps on, the id has to be typed. */
const LARGE = 10;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Asks before teams are deleted: whose access to what ends with them. There is no undo. */
export function DeleteTeamsDialog({ org, teams, onClose, onDone }: DeleteTeamsDialogProps) {
  const { run, error } = useCommand('teams.delete');
  const refresh = useRefreshTeams(org);
  const [first] = teams;
  if (first === undefined) return null;
  const one = teams.length === 1;
  const members = sum(teams.map(({ members_count }) => members_count));
  const apps = sum(teams.map(({ apps_count }) => apps_count));
  const what = one ? `team ${first.name}` : plural(teams.length, 'team');
  const remove = async () => {
    await run({ params: { org_id: org }, body: { ids: teams.map(({ id }) => id) } });
    void refresh();
    toast.success(`Deleted ${what}.`);
    onDone();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`Delete ${what}?`}
      description={one ? undefined : nameSome(teams.map(({ name }) => name))}
      consequences={[
        `Ends ${plural(members, 'membership')} and the access to ${plural(apps, 'app')} that ${one ? 'the team gives' : 'they give'}.`,
        'People stay members of the organization, and the apps stay as they are.',
        'A deleted team cannot be restored.',
      ]}
      {...((members >= LARGE || apps >= LARGE) && { typeToConfirm: one ? first.id : `delete ${teams.length} teams` })}
      confirmLabel={one ? 'Delete team' : `Delete ${plural(teams.length, 'team')}`}
      onConfirm={remove}
      error={error}
    >
      <WhatIf org={org} changes={teams.map(({ id }) => ({ type: 'delete_team', team_id: id }))} />
    </ConfirmDialog>
  );
}
