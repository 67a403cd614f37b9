import { Banknote, FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Payment } from '../../../contract/api/payments.ts';
import { useAllPages } from '../../lib/api.ts';
import { roughly } from '../../lib/money.ts';
import { useStatus } from '../../lib/page.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong } from '../costs/period.ts';
import { ReasonButton } from '../members/reason-button.tsx';
import { ReconcileDialog } from './reconcile-dialog.tsx';
import { RecordPaymentDialog } from './record-payment-dialog.tsx';
import { useInvoices } from './use-invoices.ts';
import { useManageReason } from './use-may-manage.ts';

const COLUMNS: readonly Column<Payment>[] = [
  {
    id: 'received',
    header: 'Received',
    width: 112,
    cell: ({ received_on }) => dayLong(received_on),
    sortValue: ({ received_on }) => received_on,
  },
  {
    id: 'invoice',
    header: 'Invoice',
    min: 108,
    cell: ({ invoice_number }) => <span className="font-mono text-xs">{invoice_number}</span>,
    sortValue: ({ invoice_number }) => invoice_number,
  },
  { id: 'payer', header: 'Payer', min: 116, cell: ({ payer }) => <bdi className="truncate">{payer || '–'}</bdi> },
  {
    id: 'reference',
    header: 'Reference',
    min: 128,
    cell: ({ reference }) => (
      <span className="truncate font-mono text-xs" title={reference}>
        {reference || '–'}
      </span>
    ),
  },
  {
    id: 'source',
    header: 'Recorded',
    width: 116,
    cell: ({ source }) => (source === 'manual' ? 'By hand' : 'From a statement'),
  },
  {
    id: 'amount',
    header: 'Amount',
    width: 108,
    align: 'end',
    cell: ({ amount_micros, currency }) => <Money micros={amount_micros} currency={currency} className="font-medium" />,
    sortValue: ({ amount_micros }) => roughly(amount_micros),
  },
  {
    id: 'credited',
    header: 'Credited',
    width: 92,
    align: 'end',
    cell: ({ credited_micros, currency }) =>
      credited_micros === '0' ? '–' : <Money micros={credited_micros} currency={currency} />,
  },
];

const rowId = ({ id }: Payment) => id;
const rowName = ({ invoice_number, received_on }: Payment) => `${invoice_number}, ${dayLong(received_on)}`;

/** What was paid, and the two ways to record it. */
export function PaymentsTab({ org }: { readonly org: string }) {
  const view = useAllPages('payments.list', { params: { org_id: org } }, ({ payments }) => payments);
  const open = useInvoices(org, 'open');
  const [asking, setAsking] = useState<'record' | 'reconcile' | null>(null);
  const reason = useManageReason();
  const nothingOpen = open.complete && open.rows.length === 0 ? 'No invoice is open.' : undefined;
  useStatus({ asOf: view.asOf });
  return (
    <>
      <div className="flex min-h-11 shrink-0 items-center justify-end gap-2 border-line border-b px-4">
        <ReasonButton icon={FileUp} reason={reason} onClick={() => setAsking('reconcile')}>
          Reconcile a bank statement…
        </ReasonButton>
        <ReasonButton variant="primary" icon={Plus} reason={reason ?? nothingOpen} onClick={() => setAsking('record')}>
          Record payment…
        </ReasonButton>
      </div>
      <DataTable
        label="Payments"
        rows={view.rows}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        loading={view.isPending}
        error={view.error}
        onRetry={view.refetch}
        total={view.complete ? view.rows.length : null}
        noun={['payment', 'payments']}
        empty={
          <EmptyState
            icon={Banknote}
            title="No payment yet"
            text="Record a transfer that came, or reconcile a bank statement: its transfers are matched to open invoices."
          />
        }
      />
      {asking === 'record' && open.rows.length > 0 && (
        <RecordPaymentDialog org={org} invoices={open.rows} onClose={() => setAsking(null)} />
      )}
      {asking === 'reconcile' && <ReconcileDialog org={org} onClose={() => setAsking(null)} />}
    </>
  );
}
