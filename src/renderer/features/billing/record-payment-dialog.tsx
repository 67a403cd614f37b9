import { useState } from 'react';
import { z } from 'zod';
import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import { isFutureDay } from '../../../contract/calendar.ts';
import { day, month, optionalMoneyLine } from '../../../contract/money.ts';
import { useCommand } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { localDay } from '../../lib/local-day.ts';
import { formatMoney, moneyInput, parseMoney } from '../../lib/money.ts';
import { useRecordForm } from '../../lib/use-record-form.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { monthText } from '../costs/period.ts';
import { amountText } from './amount-text.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

interface RecordPaymentDialogProps {
  readonly org: string;
  /** Those that a payment can be for. */
  readonly invoices: readonly InvoiceSummary[];
  readonly onClose: () => void;
}

const schema = z.strictObject({
  invoice_id: month,
  amount: amountText,
  received_on: day.refine((text) => !isFutureDay(text, clock.now()), 'is in the future'),
  payer: optionalMoneyLine(120),
  reference: optionalMoneyLine(140),
});

/** Records a transfer that came for an invoice. */
export function RecordPaymentDialog({ org, invoices, onClose }: RecordPaymentDialogProps) {
  const { run } = useCommand('payments.record');
  const refresh = useRefreshBilling(org);
  // The same id is recorded once, however often one tries.
  const [id] = useState(() => `p-${crypto.randomUUID().replaceAll('-', '')}`);
  const [first] = invoices;
  const { form, submit, busy, error, problem } = useRecordForm(
    schema,
    {
      invoice_id: first?.id ?? '',
      amount: first ? moneyInput(first.due_micros) : '',
      received_on: localDay(clock.date()),
      payer: '',
      reference: first?.reference ?? '',
    },
    async ({ amount, ...payment }) => {
      const amount_micros = parseMoney(amount) ?? '';
      await run({ params: { org_id: org }, body: { payments: [{ id, ...payment, amount_micros }] } });
      void refresh();
      toast.success(`Recorded a payment of ${formatMoney(amount_micros, first?.currency ?? 'USD')}.`);
      onClose();
    },
  );
  const choose = (chosen: string) => {
    const invoice = invoices.find((one) => one.id === chosen);
    if (invoice === undefined) return;
    form.setValue('amount', moneyInput(invoice.due_micros));
    form.setValue('reference', invoice.reference ?? '');
  };
  return (
    <FormDialog
      title="Record a payment"
      description="Overpayments become credit."
      onSubmit={submit}
      submitLabel="Record payment"
      {...{ busy, error, onClose }}
    >
      <SelectField
        label="Invoice"
        options={invoices.map(({ id: value, number, due_micros, currency }) => ({
          value,
          label: `${number ?? value} · ${monthText(value)} · ${formatMoney(due_micros, currency)} due`,
        }))}
        error={problem('invoice_id')}
        {...form.register('invoice_id', { onChange: ({ target }) => choose(target.value) })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={`Amount in ${first?.currency ?? ''}`}
          inputMode="decimal"
          error={problem('amount')}
          {...form.register('amount')}
        />
        <TextField label="Received on" type="date" error={problem('received_on')} {...form.register('received_on')} />
      </div>
      <TextField label="Payer" optional error={problem('payer')} {...form.register('payer')} />
      <TextField label="Reference" optional error={problem('reference')} {...form.register('reference')} />
    </FormDialog>
  );
}
