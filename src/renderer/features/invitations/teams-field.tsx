import { useId } from 'react';
import { Checkbox } from '../../ui/checkbox.tsx';
import { useTeams } from '../members/use-teams.ts';

const MOST_TEAMS = 50;

interface TeamsFieldProps {
  readonly org: string;
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

/** Teams that people join as they accept. Not shown where there is no team to choose. */
export function TeamsField({ org, chosen, onChosen }: TeamsFieldProps) {
  const id = useId();
  const { rows } = useTeams(org);
  if (rows.length === 0) return null;
  const toggle = (team: string, on: boolean) =>
    onChosen(on ? [...chosen, team] : chosen.filter((other) => other !== team));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot take part in the layout
    <div role="group" aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-medium">
        Teams <span className="font-normal text-muted">(optional)</span>
      </h3>
      <div className="grid max-h-36 grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto rounded-md border border-line p-2">
        {rows.map((team) => (
          <Checkbox
            key={team.id}
            label={team.name}
            checked={chosen.includes(team.id)}
            disabled={!chosen.includes(team.id) && chosen.length >= MOST_TEAMS}
            onCheckedChange={(on) => toggle(team.id, on)}
          />
        ))}
      </div>
    </div>
  );
}
