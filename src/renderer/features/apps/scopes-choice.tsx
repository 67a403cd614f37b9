import type { CollaboratorScope } from '../../../contract/api/collaborators.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { ActionChecks, toggled } from '../access/action-checks.tsx';
import { actionTitle, OFFERED_GROUPS } from '../access/action-words.ts';

type Mode = 'all' | 'read' | 'chosen';
const MODES = [
  { value: 'read', label: 'Reading' },
  { value: 'all', label: 'Everything in the app' },
  { value: 'chosen', label: 'Only chosen actions' },
];
const HINTS: Readonly<Record<Mode, string>> = {
  all: 'Whatever a team with Full Access may do. Never the app’s own administration.',
  read: 'Sees the app and all that is in it, and changes nothing.',
  chosen: 'Each action includes seeing the app.',
};

const modeOf = (scopes: readonly CollaboratorScope[]): Mode =>
  scopes.includes('*') ? 'all' : scopes.length === 1 && scopes[0] === 'read' ? 'read' : 'chosen';

interface ScopesChoiceProps {
  readonly value: readonly CollaboratorScope[];
  readonly onChange: (scopes: CollaboratorScope[]) => void;
  readonly error?: string | undefined;
}

/** What a collaborator may do in an app: reading, everything, or chosen actions. */
export function ScopesChoice({ value, onChange, error }: ScopesChoiceProps) {
  const mode = modeOf(value);
  const choose = (next: string) => {
    if (next === 'all') onChange(['*']);
    else if (next === 'read') onChange(['read']);
    else onChange(['view_apps', 'view_models']);
  };
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label="What they may do"
        options={MODES}
        value={mode}
        onChange={(event) => choose(event.target.value)}
        hint={HINTS[mode]}
        error={error}
      />
      {mode === 'chosen' && (
        <div className="flex max-h-72 flex-col gap-3 overflow-y-auto rounded-md border border-line p-3">
          {OFFERED_GROUPS.map((group) => (
            <ActionChecks
              key={group.name}
              {...group}
              labelOf={actionTitle}
              chosen={value}
              onToggle={(action, on) => onChange(toggled(value, action as CollaboratorScope, on))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
