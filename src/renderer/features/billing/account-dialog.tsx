import { z } from 'zod';
import type { BillingAccount } from '../../../contract/api/payments.ts';
import { optionalMoneyLine } from '../../../contract/money.ts';
import { useCommand } from '../../lib/api.ts';
import { moneyInput, parseMoney } from '../../lib/money.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { amountText } from './amount-text.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

interface AccountDialogProps {
  readonly org: string;
  readonly account: BillingAccount;
  readonly onClose: () => void;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const schema = z.strictObject({
  legal_name: optionalMoneyLine(120),
  address: z.string().refine((text) => linesOf(text).length <= 6, 'has more than 6 lines'),
  tax_id: optionalMoneyLine(40),
  purchase_order: optionalMoneyLine(60),
  spend_limit: amountText.or(z.literal('')),
});

/** Who receives the next invoices, and what a month may cost. */
export function AccountDialog({ org, account, onClose }: AccountDialogProps) {
  const { run } = useCommand('billing_account.update');
  const refresh = useRefreshBilling(org);
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    {
      legal_name: account.legal_name ?? '',
      address: account.address.join('\n'),
      tax_id: account.tax_id ?? '',
      purchase_order: account.purchase_order ?? '',
      spend_limit: account.spend_limit_micros === null ? '' : moneyInput(account.spend_limit_micros),
    },
    async ({ legal_name, address, tax_id, purchase_order, spend_limit }) => {
      const billing_account = {
        legal_name: legal_name || null,
        address: linesOf(address),
        tax_id: tax_id || null,
        purchase_order: purchase_order || null,
        spend_limit_micros: parseMoney(spend_limit),
      };
      await run({ params: { org_id: org }, body: { billing_account } });
      void refresh();
      toast.success('Saved the billing details. Issued invoices stay as they are.');
      onClose();
    },
  );
  return (
    <FormDialog
      title="Edit billing details"
      description="They stand on the next invoices; issued ones stay as they are."
      onSubmit={submit}
      submitLabel="Save billing details"
      {...{ busy, error, onClose }}
    >
      <TextField label="Legal name" optional error={problem('legal_name')} {...form.register('legal_name')} />
      <TextArea label="Address" optional rows={3} error={problem('address')} {...form.register('address')} />
      <div className="grid grid-cols-2 gap-3">
        <TextField label="Tax id" optional error={problem('tax_id')} {...form.register('tax_id')} />
        <TextField
          label="Purchase order"
          optional
          error={problem('purchase_order')}
          {...form.register('purchase_order')}
        />
      </div>
      <TextField
        label={`Spend limit a month in ${account.currency}`}
        optional
        inputMode="decimal"
        hint="Usage beyond it is still recorded and billed; it is said to be over everywhere."
        error={problem('spend_limit')}
        {...form.register('spend_limit')}
      />
    </FormDialog>
  );
}
