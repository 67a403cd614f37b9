import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Download, Receipt } from 'lucide-react';
import { useMemo } from 'react';
import type { Consolidated, InvoiceSummary } from '../../../contract/api/invoices.ts';
import { useRoute } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { roughly, sumMicros } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import { useStatus } from '../../lib/page.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Money } from '../costs/money-text.tsx';
import { monthOf, monthText } from '../costs/period.ts';
import { finalizesText } from './bill-standing.ts';
import { allBillingAddress } from './billing-address.ts';
import { InvoiceState } from './invoice-state.tsx';
import { OutstandingBills } from './outstanding-bills.tsx';

interface Bill {
  readonly organization: { readonly id: string; readonly name: string };
  readonly payer: string;
  readonly invoice: InvoiceSummary;
}

/** One total for each currency: unlike ones are never added. */
export function totalsOf(payers: Consolidated['payers']): { currency: string; total: string; due: string }[] {
  return [...new Set(payers.map(({ currency }) => currency))].sort().map((currency) => {
    const own = payers.filter((payer) => payer.currency === currency);
    return {
      currency,
      total: sumMicros(own.map(({ total_micros }) => total_micros)),
      due: sumMicros(own.map(({ due_micros }) => due_micros)),
    };
  });
}

const COLUMNS: readonly Column<Bill>[] = [
  {
    id: 'organization',
    header: 'Organization',
    grow: 2,
    cell: ({ organization }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar id={organization.id} name={organization.name} kind="organization" size={20} />
        <bdi className="truncate">{organization.name}</bdi>
      </span>
    ),
    sortValue: ({ organization }) => organization.name,
  },
  {
    id: 'payer',
    header: 'Billed to',
    grow: 2,
    min: 170,
    cell: ({ payer }) => (
      <span className="truncate" title={payer}>
        {payer}
      </span>
    ),
    sortValue: ({ payer }) => payer,
  },
  { id: 'status', header: 'Status', width: 112, cell: ({ invoice }) => <InvoiceState {...invoice} /> },
  {
    id: 'total',
    header: 'Total',
    width: 116,
    align: 'end',
    cell: ({ invoice }) => <Money micros={invoice.total_micros} currency={invoice.currency} className="font-medium" />,
    sortValue: ({ invoice }) => roughly(invoice.total_micros),
  },
  {
    id: 'due',
    header: 'Due',
    width: 152,
    align: 'end',
    cell: ({ invoice }) =>
      invoice.status === 'draft' ? (
        <span className="text-muted">{finalizesText(invoice) || '–'}</span>
      ) : (
        <Money micros={invoice.due_micros} currency={invoice.currency} />
      ),
    sortValue: ({ invoice }) => roughly(invoice.due_micros),
  },
];

const rowId = ({ organization }: Bill) => organization.id;
const rowName = ({ organization }: Bill) => organization.name;
const MONTHS = 12;
/** Sums of more payers than these are in the PDF. */
const MOST_PAYERS = 5;

/** Bills of every organization whose finances the person can see: open ones of any month, and one month's bills. */
export function AllBillingPage() {
  const [address, onChange] = useAddress(allBillingAddress);
  const now = useNow();
  const months = Array.from({ length: MONTHS }, (_, back) => monthOf(now, back).from.slice(0, 7));
  const period = address.month ?? months[0] ?? '';
  const navigate = useNavigate();
  const input = { params: { user_id: 'me' }, query: { period } };
  const { data, error, isPending, refetch, asOf } = useRoute('consolidated.get', input);
  useStatus({ asOf });
  const payers = data?.consolidated.payers;
  const rows = useMemo(
    () =>
      (payers ?? []).flatMap(({ billing_email, invoices }) =>
        invoices.map((one) => ({ ...one, payer: billing_email })),
      ),
    [payers],
  );
  return (
    <>
      <div className="flex min-h-11 shrink-0 items-center gap-2 border-line border-b px-4">
        <Menu
          trigger={
            <Button aria-label={`Month: ${monthText(period)}. Change it`}>
              {monthText(period)}
              <ChevronDown aria-hidden size={14} className="text-muted" />
            </Button>
          }
          entries={months.map((month) => ({
            label: monthText(month),
            checked: month === period,
            onSelect: () => onChange({ month }),
          }))}
        />
        <Button
          icon={Download}
          className="ml-auto"
          disabled={rows.length === 0}
          onClick={() => void saveFile('consolidated.pdf', input, `steward-${period}.pdf`)}
        >
          Save PDF
        </Button>
      </div>
      <OutstandingBills bills={data?.consolidated.outstanding ?? []} />
      {payers !== undefined && payers.length > 0 && (
        <dl className="flex shrink-0 flex-wrap gap-x-10 gap-y-3 border-line border-b px-4 py-4">
          {totalsOf(payers).map(({ currency, total, due }) => (
            <Stat
              key={currency}
              label={`${monthText(period)} in ${currency}`}
              value={<Money micros={total} currency={currency} />}
              note={
                rows.every(({ invoice }) => invoice.status === 'draft') ? (
                  'So far, all drafts'
                ) : (
                  <>
                    <Money micros={due} currency={currency} /> due for {monthText(period)}
                  </>
                )
              }
            />
          ))}
          {payers.length > 1 &&
            payers.length <= MOST_PAYERS &&
            payers.map((payer) => (
              <Stat
                key={`${payer.billing_email} ${payer.currency}`}
                label={payer.billing_email}
                value={<Money micros={payer.total_micros} currency={payer.currency} />}
                note={plural(payer.invoices.length, 'organization')}
              />
            ))}
        </dl>
      )}
      <DataTable
        label={`Bills for ${monthText(period)}`}
        rows={rows}
        columns={COLUMNS}
        rowId={rowId}
        rowName={rowName}
        onOpen={({ organization, invoice }) =>
          void navigate({
            to: '/o/$org/billing',
            params: { org: organization.id },
            search: { tab: 'invoices', invoice: invoice.id },
          })
        }
        loading={isPending}
        error={error}
        onRetry={refetch}
        noun={['bill', 'bills']}
        empty={
          <EmptyState
            icon={Receipt}
            title={`No bills for ${monthText(period)}`}
            text="You see the bills of organizations where you are an admin or financial manager."
          />
        }
      />
    </>
  );
}
