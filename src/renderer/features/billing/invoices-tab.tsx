import { Copy, Download, FileText, Receipt } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import { invoiceStatuses } from '../../../contract/vocabulary.ts';
import { roughly } from '../../lib/money.ts';
import { useOpenRow } from '../../lib/open-row.ts';
import { useStatus } from '../../lib/page.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong, monthText } from '../costs/period.ts';
import { finalizesText } from './bill-standing.ts';
import type { BillingAddress } from './billing-address.ts';
import { InvoicePanel } from './invoice-panel.tsx';
import { InvoiceState } from './invoice-state.tsx';
import { saveInvoice } from './save-invoice.ts';
import { useInvoices } from './use-invoices.ts';

interface InvoicesTabProps {
  readonly org: string;
  readonly address: BillingAddress;
  readonly onChange: (changes: BillingAddress) => void;
}

export const STATUS_OPTIONS = invoiceStatuses.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}));

const COLUMNS: readonly Column<InvoiceSummary>[] = [
  { id: 'month', header: 'Month', min: 112, cell: ({ id }) => monthText(id), sortValue: ({ id }) => id },
  {
    id: 'number',
    header: 'Number',
    min: 140,
    cell: ({ number }) =>
      number === null ? (
        <span className="text-muted">None yet</span>
      ) : (
        <span className="font-mono text-xs">{number}</span>
      ),
  },
  { id: 'status', header: 'Status', width: 112, cell: (row) => <InvoiceState {...row} /> },
  {
    id: 'total',
    header: 'Total',
    width: 128,
    align: 'end',
    cell: ({ total_micros, currency }) => <Money micros={total_micros} currency={currency} className="font-medium" />,
    sortValue: ({ total_micros }) => roughly(total_micros),
  },
  {
    id: 'due',
    header: 'Due',
    width: 128,
    align: 'end',
    cell: ({ due_micros, currency, status }) =>
      status === 'open' ? <Money micros={due_micros} currency={currency} /> : <span className="text-muted">–</span>,
    sortValue: ({ due_micros }) => roughly(due_micros),
  },
  {
    id: 'due_on',
    header: 'Due on',
    width: 152,
    cell: ({ due_on, ...invoice }) =>
      due_on === null ? <span className="text-muted">{finalizesText(invoice) || '–'}</span> : dayLong(due_on),
    sortValue: ({ due_on }) => due_on ?? '',
  },
];
const NARROW = new Set(['month', 'status', 'total']);

const rowId = ({ id }: InvoiceSummary) => id;
const rowName = ({ id, number }: InvoiceSummary) => number ?? `Draft for ${monthText(id)}`;

/** Every invoice, and the drafts of months that are not invoiced yet. */
export function InvoicesTab({ org, address, onChange }: InvoicesTabProps) {
  const view = useInvoices(org, address.status);
  const { rows } = view;
  useStatus({ asOf: view.asOf });
  const onOpenId = useCallback((invoice: string | undefined) => onChange({ invoice }), [onChange]);
  const details = useOpenRow(rows, rowId, address.invoice, onOpenId);
  const open = details.row;
  const columns = useMemo(() => (open ? COLUMNS.filter(({ id }) => NARROW.has(id)) : COLUMNS), [open]);
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <DataTable
          label="Invoices"
          rows={rows}
          columns={columns}
          rowId={rowId}
          rowName={rowName}
          onOpen={details.open}
          openId={address.invoice ?? null}
          actions={(row) => [
            { label: 'Save PDF', icon: Download, onSelect: () => void saveInvoice(org, row, 'pdf') },
            { label: 'Save CSV', icon: FileText, onSelect: () => void saveInvoice(org, row, 'csv') },
            ...(row.reference === null
              ? []
              : [{ label: 'Copy reference', icon: Copy, onSelect: () => copyAndTell(row.reference ?? '') }]),
          ]}
          loading={view.isPending}
          error={view.error}
          onRetry={view.refetch}
          total={view.complete ? rows.length : null}
          noun={['invoice', 'invoices']}
          empty={
            <EmptyState
              icon={Receipt}
              title={address.status === undefined ? 'No invoices yet' : 'No invoices match'}
              text={
                address.status === undefined
                  ? 'The first invoice is issued two days after the end of a month with usage.'
                  : 'Choose another status or clear the filter.'
              }
            />
          }
        />
      </div>
      {open && (
        <InvoicePanel
          key={open.id}
          org={org}
          invoice={open}
          onClose={details.close}
          onPrevious={details.previous}
          onNext={details.next}
        />
      )}
    </div>
  );
}
