import { type SyntheticEvent, useState } from 'react';
import { type Baseline, type BaselineRules, baselineRules, DEFAULT_RULES } from '../../../../contract/baseline.ts';
import { NIST_POLICY } from '../../../../contract/password-policy.ts';
import { invoke } from '../../../lib/bridge.ts';
import { useTask } from '../../../lib/use-task.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { RuleFields } from '../../security/rule-fields.tsx';
import { type FleetRow, fleetRowId } from './fleet-row.ts';

interface BaselineDialogProps {
  readonly baseline: Baseline;
  /** The rules that hold now: what rules of one's own begin with. */
  readonly rules: BaselineRules | null;
  readonly rows: readonly FleetRow[];
  readonly onClose: () => void;
}

const OWN = 'rules';
const TOKEN_DAYS = 365;

interface RulesFormProps {
  readonly rules: BaselineRules;
  readonly onChange: (rules: BaselineRules) => void;
}

/** A number that is being typed: empty is not a number yet. */
const shown = (value: number): number | '' => (Number.isNaN(value) ? '' : value);

function TokenFields({ rules, onChange }: RulesFormProps) {
  const { token_rules: tokens } = rules;
  const expiry = tokens?.require_expiry ?? false;
  const life = tokens?.max_lifetime_days ?? null;
  const change = (part: { require_expiry?: boolean; max_lifetime_days?: number | null }) =>
    onChange({
      ...rules,
      token_rules: { allowed_scopes: null, max_lifetime_days: life, require_expiry: expiry, ...tokens, ...part },
    });
  return (
    <>
      <Checkbox
        label="Every token must expire"
        checked={expiry}
        onCheckedChange={(on) => change({ require_expiry: on })}
      />
      <Checkbox
        label="Limit how long a token may live"
        checked={life !== null}
        onCheckedChange={(on) => change({ max_lifetime_days: on ? TOKEN_DAYS : null })}
      />
      {life !== null && (
        <TextField
          label="Longest life in days"
          type="number"
          min={1}
          max={3650}
          value={shown(life)}
          error={life >= 1 && life <= 3650 ? undefined : 'Between 1 and 3650.'}
          className="w-48 pl-6"
          onChange={(event) => change({ max_lifetime_days: event.target.valueAsNumber })}
        />
      )}
    </>
  );
}

function RulesForm({ rules, onChange }: RulesFormProps) {
  const { password_policy: passwords, min_admins: admins } = rules;
  return (
    <>
      <Checkbox
        label="Two people who administer"
        hint="With two admins nobody is the only one who can act, or acts unseen."
        checked={admins >= 2}
        onCheckedChange={(on) => onChange({ ...rules, min_admins: on ? 2 : 1 })}
      />
      <Checkbox
        label="A budget"
        hint="Somebody is told before the money is gone."
        checked={rules.needs_budget}
        onCheckedChange={(on) => onChange({ ...rules, needs_budget: on })}
      />
      <Checkbox
        label="A silo"
        hint="Apps with compliance labels are kept to the right teams."
        checked={rules.needs_silo}
        onCheckedChange={(on) => onChange({ ...rules, needs_silo: on })}
      />
      <TokenFields rules={rules} onChange={onChange} />
      <Checkbox
        label="Rules for passwords"
        checked={passwords !== null}
        onCheckedChange={(on) => onChange({ ...rules, password_policy: on ? NIST_POLICY : null })}
      />
      {passwords !== null && (
        <div className="pl-6">
          <RuleFields
            policy={passwords}
            locked={false}
            onChange={(part) => onChange({ ...rules, password_policy: { ...passwords, ...part } })}
          />
        </div>
      )}
    </>
  );
}

/** Sets what every organization is measured against: rules of one's own, or an organization as the model. */
export function BaselineDialog({ baseline, rules: holding, rows, onClose }: BaselineDialogProps) {
  const models = rows.filter(({ policies }) => policies !== null);
  const [from, setFrom] = useState(
    baseline.from === 'rules'
      ? OWN
      : fleetRowId({ account: { id: baseline.account_id }, organization: { id: baseline.organization_id } }),
  );
  const [rules, setRules] = useState(holding ?? DEFAULT_RULES);
  const { busy, error, run } = useTask();
  const model = models.find((row) => fleetRowId(row) === from);
  const valid = baselineRules.safeParse(rules).success;
  const next: Baseline | null =
    from === OWN
      ? { from: 'rules', rules }
      : model === undefined
        ? null
        : { from: 'organization', account_id: model.account.id, organization_id: model.organization.id };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (next !== null && (await run(() => invoke('settings.update', { baseline: next })))) onClose();
  };
  return (
    <FormDialog
      title="Baseline"
      description="Every organization is measured against it. It changes none of them, and stays on this computer."
      size="lg"
      submitLabel="Save baseline"
      onSubmit={(event) => void submit(event)}
      blocked={
        next === null
          ? 'The model cannot be seen now. Choose another, or rules of your own.'
          : from === OWN && !valid
            ? 'Correct the rules first.'
            : undefined
      }
      {...{ busy, error, onClose }}
    >
      <SelectField
        label="Taken from"
        hint={from === OWN ? undefined : 'Whatever holds there is the baseline, also when it changes.'}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        options={[
          { value: OWN, label: 'Rules of your own' },
          ...models.map((row) => ({ value: fleetRowId(row), label: `As in ${row.organization.name}` })),
          ...(from === OWN || model !== undefined ? [] : [{ value: from, label: 'An organization that is not here' }]),
        ]}
      />
      {from === OWN && <RulesForm rules={rules} onChange={setRules} />}
    </FormDialog>
  );
}
