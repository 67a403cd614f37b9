import { z } from 'zod';
import {
  type Budget,
  type BudgetScope,
  type BudgetThreshold,
  DEFAULT_THRESHOLDS,
} from '../../../contract/api/budgets.ts';
import { email, newId } from '../../../contract/common.ts';
import { moneyLine } from '../../../contract/money.ts';
import { useAllPages, useCommand, useRoute } from '../../lib/api.ts';
import { fullName } from '../../lib/format.ts';
import { moneyInput, parseMoney } from '../../lib/money.ts';
import { suggestId } from '../../lib/suggest-id.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { amountText } from './amount-text.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

interface BudgetDialogProps {
  readonly org: string;
  /** Null for a new one. */
  readonly budget: Budget | null;
  readonly onClose: () => void;
}

const words = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
const isPercents = (text: string) =>
  words(text).length <= 5 &&
  words(text).every((word) => /^\d{1,4}$/.test(word) && Number(word) > 0 && Number(word) <= 1000);

const percents = z.string().refine(isPercents, 'is not a list of at most 5 percentages from 1 to 1000');
const schema = z.strictObject({
  name: moneyLine(80),
  scope_type: z.enum(['organization', 'team', 'member', 'app']),
  scope_id: z.string(),
  amount: amountText,
  actual: percents.refine((text) => words(text).length > 0, 'is empty'),
  forecast: percents,
  recipients: z
    .string()
    .refine((text) => words(text).every((word) => email.safeParse(word).success), 'has an invalid email address'),
});
type Values = z.output<typeof schema>;

/** Thresholds as people type them: "80, 100" spent and "100" expected. */
export function thresholdsOf({ actual, forecast }: Pick<Values, 'actual' | 'forecast'>): BudgetThreshold[] {
  const list = (text: string, basis: BudgetThreshold['basis']) =>
    [...new Set(words(text).map(Number))].map((percent) => ({ percent, basis }));
  return [...list(actual, 'actual'), ...list(forecast, 'forecast')];
}

const typed = (thresholds: readonly BudgetThreshold[], basis: BudgetThreshold['basis']): string =>
  thresholds
    .filter((one) => one.basis === basis)
    .map(({ percent }) => percent)
    .join(', ');

const scopeOf = ({ scope_type, scope_id }: Values): BudgetScope =>
  scope_type === 'organization' ? { type: scope_type } : { type: scope_type, id: scope_id };

const SCOPES = [
  { value: 'organization', label: 'The whole organization' },
  { value: 'team', label: 'A team' },
  { value: 'member', label: 'A member' },
  { value: 'app', label: 'An app' },
] as const;

function useScopeChoices(org: string, type: Values['scope_type']) {
  const teams = useAllPages('teams.list', { params: { org_id: org } }, ({ teams: all }) => all, {
    enabled: type === 'team',
  });
  const apps = useAllPages('apps.list', { params: { user_id: org } }, ({ apps: all }) => all, {
    enabled: type === 'app',
  });
  const members = useAllPages('members.list', { params: { org_id: org } }, ({ members: all }) => all, {
    enabled: type === 'member',
  });
  if (type === 'member') return members.rows.map(({ user }) => ({ value: user.id, label: fullName(user) }));
  return (type === 'team' ? teams.rows : apps.rows).map(({ id, name }) => ({ value: id, label: name }));
}

/** A name makes an id; two budgets may have the same name, so that it ends with something of its own. */
const freshId = (name: string): string =>
  newId.parse(`${suggestId(name).slice(0, 30) || 'budget'}-${crypto.randomUUID().slice(0, 8)}`);

/** A sum for each month, what it watches, and who is alerted when. */
export function BudgetDialog({ org, budget, onClose }: BudgetDialogProps) {
  const create = useCommand('budgets.create').run;
  const update = useCommand('budgets.update').run;
  const refresh = useRefreshBilling(org);
  const currency = useRoute('billing_account.get', { params: { org_id: org } }).data?.billing_account.currency ?? '';
  const thresholds = budget?.thresholds ?? DEFAULT_THRESHOLDS;
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    {
      name: budget?.name ?? '',
      scope_type: budget?.scope.type ?? 'organization',
      scope_id: budget?.scope.id ?? '',
      amount: budget ? moneyInput(budget.amount_micros) : '',
      actual: typed(thresholds, 'actual'),
      forecast: typed(thresholds, 'forecast'),
      recipients: budget?.recipients.join(', ') ?? '',
    },
    async (values) => {
      const shared = {
        name: values.name,
        amount_micros: parseMoney(values.amount) ?? '',
        thresholds: thresholdsOf(values),
        recipients: words(values.recipients),
      };
      const params = { org_id: org };
      if (budget) await update({ params, body: { budgets: [{ id: budget.id, ...shared }] } });
      else
        await create({ params, body: { budgets: [{ id: freshId(values.name), scope: scopeOf(values), ...shared }] } });
      void refresh();
      toast.success(`Saved budget ${values.name}.`);
      onClose();
    },
  );
  const type = form.watch('scope_type');
  const choices = useScopeChoices(org, type);
  return (
    <FormDialog
      title={budget ? `Edit budget ${budget.name}` : 'Create a budget'}
      onSubmit={submit}
      submitLabel={budget ? 'Save budget' : 'Create budget'}
      {...{ busy, error, onClose }}
    >
      <TextField label="Name" error={problem('name')} {...form.register('name')} />
      {budget === null && (
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label="Watches"
            options={SCOPES}
            error={problem('scope_type')}
            {...form.register('scope_type')}
          />
          {type !== 'organization' && (
            <SelectField
              label="Which"
              options={[{ value: '', label: 'Choose…', disabled: true }, ...choices]}
              error={problem('scope_id')}
              {...form.register('scope_id')}
            />
          )}
        </div>
      )}
      <TextField
        label={`Amount a month in ${currency}`}
        inputMode="decimal"
        error={problem('amount')}
        {...form.register('amount')}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Alert at % spent"
          hint="Separate with commas: 80, 100"
          error={problem('actual')}
          {...form.register('actual')}
        />
        <TextField
          label="Alert at % forecast"
          optional
          hint="When the month will likely cost at least this"
          error={problem('forecast')}
          {...form.register('forecast')}
        />
      </div>
      <TextField
        label="Also email"
        optional
        hint="In addition to the billing email. Separate with commas."
        error={problem('recipients')}
        {...form.register('recipients')}
      />
    </FormDialog>
  );
}
