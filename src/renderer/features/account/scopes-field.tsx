import { useId } from 'react';
import type { Action } from '../../../contract/permissions.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { actionLabel, SCOPE_GROUPS, type ScopeMode } from './scope-labels.ts';

const MODES = [
  { value: 'all', label: 'Everything that you may do' },
  { value: 'read', label: 'Read only' },
  { value: 'chosen', label: 'Only chosen actions' },
];
const HINTS: Readonly<Record<ScopeMode, string>> = {
  all: 'Whoever holds the token can act as you.',
  read: 'The token can read what you can read, and change nothing.',
  chosen: 'Each action includes the reading that it needs.',
};

const RULE_LABELS: Readonly<Record<string, string>> = { all: 'Everything that their owners may do' };
const RULE_HINTS: Readonly<Record<ScopeMode, string>> = {
  all: 'No token is kept out for what it may do.',
  read: 'Tokens that may change something are kept out.',
  chosen: 'Tokens that may do more than this are kept out.',
};
const RULE_MODES = MODES.map(({ value, label }) => ({ value, label: RULE_LABELS[value] ?? label }));

interface ScopesFieldProps {
  readonly mode: ScopeMode;
  readonly onMode: (mode: ScopeMode) => void;
  readonly chosen: readonly Action[];
  readonly onChosen: (chosen: Action[]) => void;
  readonly error?: string | undefined;
  /** The same choice as a rule for tokens of others, not for one's own. */
  readonly asRule?: boolean;
}

interface GroupProps extends Pick<ScopesFieldProps, 'chosen' | 'onChosen'> {
  readonly name: string;
  readonly actions: readonly Action[];
}

function ScopeGroup({ name, actions, chosen, onChosen }: GroupProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the grid
    <div role="group" aria-labelledby={id}>
      <h4 id={id} className="mb-1 font-medium text-muted text-xs">
        {name}
      </h4>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {actions.map((action) => (
          <Checkbox
            key={action}
            label={actionLabel(action)}
            checked={chosen.includes(action)}
            onCheckedChange={(on) => onChosen(on ? [...chosen, action] : chosen.filter((other) => other !== action))}
          />
        ))}
      </div>
    </div>
  );
}

/** What a token may do: everything, reading, or chosen actions. */
export function ScopesField({ mode, onMode, chosen, onChosen, error, asRule = false }: ScopesFieldProps) {
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={asRule ? 'What tokens may do' : 'What it may do'}
        options={asRule ? RULE_MODES : MODES}
        value={mode}
        onChange={(event) => onMode(event.target.value as ScopeMode)}
        hint={(asRule ? RULE_HINTS : HINTS)[mode]}
        error={error}
      />
      {mode === 'chosen' && (
        <div className="flex flex-col gap-3 rounded-md border border-line p-3">
          {SCOPE_GROUPS.map((group) => (
            <ScopeGroup key={group.name} {...group} chosen={chosen} onChosen={onChosen} />
          ))}
        </div>
      )}
    </div>
  );
}
