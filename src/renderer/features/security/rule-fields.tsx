import type { PasswordPolicy } from '../../../contract/password-policy.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NUMBER_RULES, type NumberRule, SWITCH_RULES } from './policy-rules.ts';

interface RuleFieldsProps {
  readonly policy: PasswordPolicy;
  readonly locked: boolean;
  readonly onChange: (change: Partial<PasswordPolicy>) => void;
}

const problemOf = ({ min, max }: NumberRule, value: number): string | undefined =>
  Number.isInteger(value) && value >= min && value <= max ? undefined : `Between ${min} and ${max}.`;

function NumberField({ rule, policy, locked, onChange }: RuleFieldsProps & { readonly rule: NumberRule }) {
  const value = policy[rule.rule];
  const optional = rule.initial !== undefined;
  return (
    <div className="flex min-h-12 items-start gap-3">
      {optional && (
        <span className="pt-7">
          <Checkbox
            hideLabel
            label={rule.label}
            checked={value !== null}
            disabled={locked}
            onCheckedChange={(on) => onChange({ [rule.rule]: on ? rule.initial : null })}
          />
        </span>
      )}
      <TextField
        label={rule.label}
        type="number"
        min={rule.min}
        max={rule.max}
        value={value ?? ''}
        disabled={locked || value === null}
        hint={rule.hint}
        error={value === null ? undefined : problemOf(rule, value)}
        className="flex-1"
        onChange={(event) => onChange({ [rule.rule]: event.target.valueAsNumber })}
      />
    </div>
  );
}

/** The fourteen rules with their parameters. */
export function RuleFields({ policy, locked, onChange }: RuleFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-4">
      {NUMBER_RULES.map((rule) => (
        <NumberField key={rule.rule} {...{ rule, policy, locked, onChange }} />
      ))}
      {SWITCH_RULES.map(({ rule, label, hint }) => (
        <Checkbox
          key={rule}
          label={label}
          hint={hint}
          checked={policy[rule]}
          disabled={locked}
          onCheckedChange={(on) => onChange({ [rule]: on })}
        />
      ))}
    </div>
  );
}
