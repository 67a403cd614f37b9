import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Invoice, InvoiceSummary } from '../../../contract/api/invoices.ts';
import { useRoute } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong, monthText, periodText } from '../costs/period.ts';
import { formatQuantity } from '../costs/quantity.ts';
import { InvoiceAnnexes } from './invoice-annexes.tsx';
import { InvoiceState } from './invoice-state.tsx';
import { RecordPaymentDialog } from './record-payment-dialog.tsx';
import { saveInvoice } from './save-invoice.ts';
import { unitPrice } from './unit-price.ts';
import { useManageReason } from './use-may-manage.ts';

interface InvoicePanelProps {
  readonly org: string;
  readonly invoice: InvoiceSummary;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

function Lines({ invoice }: { readonly invoice: Invoice }) {
  const { lines, currency, total_micros, due_micros, paid_micros } = invoice;
  const sum = (name: string, micros: string, strong = false) => (
    <tr className={strong ? 'border-line-strong border-t font-semibold' : undefined}>
      <th scope="row" className={`py-1 text-left ${strong ? 'font-semibold' : 'font-normal text-muted'}`}>
        {name}
      </th>
      <td className="py-1 text-right">
        <Money micros={micros} currency={currency} />
      </td>
    </tr>
  );
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">Lines of the invoice</caption>
      <colgroup>
        <col className="w-[72%]" />
        <col />
      </colgroup>
      <tbody>
        {lines.map(({ description, quantity, unit, unit_price_micros, amount_micros }, index) => (
          <tr key={index} className="border-line border-b align-top">
            <th scope="row" className="break-words py-1.5 pr-3 text-left font-normal">
              {description}
              {quantity !== null && (
                <span className="block text-muted text-xs tabular-nums">
                  {formatQuantity(quantity)} {unit}
                  {unit_price_micros !== undefined && ` at ${unitPrice(unit_price_micros, currency)}`}
                </span>
              )}
            </th>
            <td className="py-1.5 text-right">
              <Money micros={amount_micros} currency={currency} />
            </td>
          </tr>
        ))}
        {sum('Total', total_micros, true)}
        {paid_micros !== '0' && sum('Paid', paid_micros)}
        {paid_micros !== '0' && sum('Due', due_micros)}
      </tbody>
    </table>
  );
}

function Payable({ invoice }: { readonly invoice: Invoice }) {
  const { transfer } = invoice;
  if (transfer === null) return null;
  return (
    <section className="mt-5">
      <h3 className="mb-1 font-semibold">How to pay</h3>
      <p>
        Transfer to {transfer.account_holder}
        {transfer.iban && <span className="font-mono text-xs"> {transfer.iban}</span>}
        {transfer.bic && <span className="font-mono text-xs"> ({transfer.bic})</span>}. Include this reference with your
        transfer:
      </p>
      <CopyField label="reference" text={transfer.reference} />
    </section>
  );
}

function Facts({ invoice }: { readonly invoice: InvoiceSummary }) {
  const { status, overdue, issued_at, due_on, finalizes_on } = invoice;
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2 text-muted">
      <InvoiceState {...{ status, overdue }} />
      {status === 'draft' && (finalizes_on ? `Draft. Finalizes on ${dayLong(finalizes_on)}.` : 'Draft.')}
      {issued_at !== null && `Issued ${dayLong(issued_at.slice(0, 10))}`}
      {due_on !== null && `, due ${dayLong(due_on)}`}
    </p>
  );
}

/** One invoice: its lines, how to pay it, and its files. */
export function InvoicePanel({ org, invoice, ...moves }: InvoicePanelProps) {
  const { data, error, isPending, refetch } = useRoute('invoices.get', {
    params: { org_id: org, invoice_id: invoice.id },
  });
  const [recording, setRecording] = useState(false);
  const reason = useManageReason();
  return (
    <Panel
      title={invoice.number ?? `Draft for ${monthText(invoice.id)}`}
      subtitle={periodText(invoice.period)}
      {...moves}
      footer={
        <>
          <Button icon={Download} onClick={() => void saveInvoice(org, invoice, 'pdf')}>
            Save PDF
          </Button>
          <Button onClick={() => void saveInvoice(org, invoice, 'csv')}>Save CSV</Button>
          {invoice.status === 'open' && (
            <ReasonButton className="ml-auto" reason={reason} onClick={() => setRecording(true)}>
              Record payment…
            </ReasonButton>
          )}
        </>
      }
    >
      <Facts invoice={invoice} />
      {isPending && <Skeleton width={360} height={200} />}
      {error && data === undefined && <ErrorState error={error} onRetry={refetch} />}
      {data && (
        <>
          <Lines invoice={data.invoice} />
          <Payable invoice={data.invoice} />
          {data.invoice.void_reason !== null && <p className="mt-4">Void: {data.invoice.void_reason}</p>}
          <InvoiceAnnexes org={org} invoice={invoice.id} currency={invoice.currency} />
        </>
      )}
      {recording && <RecordPaymentDialog org={org} invoices={[invoice]} onClose={() => setRecording(false)} />}
    </Panel>
  );
}
