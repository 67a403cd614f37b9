import type { Action } from '../../../contract/permissions.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { ActionChecks, toggled } from '../access/action-checks.tsx';
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
            <ActionChecks
              key={group.name}
              {...group}
              labelOf={actionLabel}
              chosen={chosen}
              onToggle={(action, on) => onChosen(toggled(chosen, action, on))}
            />
          ))}
        </div>
      )}
    </div>
  );
}
