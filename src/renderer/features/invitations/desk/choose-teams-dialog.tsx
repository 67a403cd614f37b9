import { useState } from 'react';
import { plural } from '../../../lib/format.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TeamsField } from '../teams-field.tsx';

interface ChooseTeamsDialogProps {
  readonly org: string;
  readonly count: number;
  readonly onChosen: (teams: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Chooses the teams of several rows, in place of those that they have. */
export function ChooseTeamsDialog({ org, count, onChosen, onClose }: ChooseTeamsDialogProps) {
  const [teams, setTeams] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={`Teams of ${plural(count, 'row')}`}
      description="These take the place of the teams that the rows have now."
      submitLabel={`Set teams of ${plural(count, 'row')}`}
      busy={false}
      error={null}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        onChosen(teams);
        onClose();
      }}
    >
      <TeamsField org={org} chosen={teams} onChosen={setTeams} />
    </FormDialog>
  );
}
