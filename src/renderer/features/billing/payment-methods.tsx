import { Landmark } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import type { PaymentMethod } from '../../../contract/api/payments.ts';
import { newId } from '../../../contract/common.ts';
import { iban, moneyLine } from '../../../contract/money.ts';
import { useAllPages, useCommand } from '../../lib/api.ts';
import { suggestId } from '../../lib/suggest-id.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { useTask } from '../../lib/use-task.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { BillingSection } from './billing-section.tsx';
import { useManageReason } from './use-may-manage.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

const schema = z.strictObject({
  label: moneyLine(80),
  account_holder: moneyLine(120),
  iban: iban.or(z.literal('')),
});

function AddDialog({ org, onClose }: { readonly org: string; readonly onClose: () => void }) {
  const { run } = useCommand('payment_methods.create');
  const refresh = useRefreshBilling(org);
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    { label: '', account_holder: '', iban: '' },
    async ({ iban: number, ...method }) => {
      const id = newId.parse(`${suggestId(method.label).slice(0, 30) || 'account'}-${crypto.randomUUID().slice(0, 8)}`);
      const made = { id, type: 'bank_transfer' as const, ...method, ...(number && { iban: number }) };
      await run({ params: { org_id: org }, body: { payment_methods: [made] } });
      void refresh();
      toast.success(`Added ${method.label}. Transfers from it are recognized.`);
      onClose();
    },
  );
  return (
    <FormDialog
      title="Add a bank account"
      description="Transfers from it are recognized in statements. Only the last four signs of its IBAN are kept."
      onSubmit={submit}
      submitLabel="Add bank account"
      {...{ busy, error, onClose }}
    >
      <TextField label="Name" error={problem('label')} {...form.register('label')} />
      <TextField label="Account holder" error={problem('account_holder')} {...form.register('account_holder')} />
      <TextField mono label="IBAN" optional error={problem('iban')} {...form.register('iban')} />
    </FormDialog>
  );
}

function RemoveDialog({ org, method, onClose }: { org: string; method: PaymentMethod; onClose: () => void }) {
  const { run } = useCommand('payment_methods.delete');
  const refresh = useRefreshBilling(org);
  const task = useTask();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${method.label}`}
      consequences={['Transfers from it are no longer recognized by their account holder.', 'Payments so far stay.']}
      confirmLabel="Remove bank account"
      danger
      error={task.error}
      onConfirm={async () => {
        const done = await task.run(() => run({ params: { org_id: org }, body: { ids: [method.id] } }));
        if (!done) throw new Error('The account could not be removed.');
        void refresh();
      }}
    />
  );
}

/** The bank accounts from which the organization pays. */
export function PaymentMethods({ org }: { readonly org: string }) {
  const view = useAllPages('payment_methods.list', { params: { org_id: org } }, (answer) => answer.payment_methods);
  const [asking, setAsking] = useState<'add' | PaymentMethod | null>(null);
  const reason = useManageReason();
  const close = () => setAsking(null);
  return (
    <BillingSection
      title="Payment methods"
      action={
        <ReasonButton reason={reason} onClick={() => setAsking('add')}>
          Add a bank account…
        </ReasonButton>
      }
    >
      {view.complete && view.rows.length === 0 && (
        <p className="text-muted">
          Invoices are paid by bank transfer. Name the account, and its transfers are recognized.
        </p>
      )}
      <ul>
        {view.rows.map((method) => (
          <li key={method.id} className="flex items-center gap-3 border-line border-b py-2 last:border-b-0">
            <Landmark aria-hidden size={16} className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{method.label}</span>{' '}
              <span className="text-muted">
                {method.account_holder}
                {method.iban_last4 !== null && `, IBAN ending in ${method.iban_last4}`}
              </span>
            </span>
            <ReasonButton size="sm" reason={reason} onClick={() => setAsking(method)}>
              Remove…
            </ReasonButton>
          </li>
        ))}
      </ul>
      {asking === 'add' && <AddDialog org={org} onClose={close} />}
      {asking !== null && asking !== 'add' && <RemoveDialog org={org} method={asking} onClose={close} />}
    </BillingSection>
  );
}
