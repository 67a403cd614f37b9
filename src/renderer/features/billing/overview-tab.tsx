import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { InvoiceStatus } from '../../../contract/api/invoices.ts';
import type { BillingAccount } from '../../../contract/api/payments.ts';
import { useAllPages, useRoute } from '../../lib/api.ts';
import { useStatus } from '../../lib/page.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Money } from '../costs/money-text.tsx';
import { monthText } from '../costs/period.ts';
import { AccountDialog } from './account-dialog.tsx';
import { billStanding } from './bill-standing.ts';
import { BillStats } from './bill-stats.tsx';
import { BillingSection } from './billing-section.tsx';
import { PaymentMethods } from './payment-methods.tsx';
import { useInvoices } from './use-invoices.ts';
import { useManageReason } from './use-may-manage.ts';

interface OverviewTabProps {
  readonly org: string;
  readonly onOpenInvoice: (id: string) => void;
  readonly onOpenInvoices: (status: InvoiceStatus) => void;
}

function Figures({
  org,
  account,
  onOpenInvoice,
  onOpenInvoices,
}: OverviewTabProps & { readonly account: BillingAccount }) {
  const { currency, plan, credit_balance_micros, spent_micros, spend_limit_micros, over_spend_limit } = account;
  const invoices = useInvoices(org);
  const standing = billStanding(invoices.rows);
  const { running } = standing;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(168px,1fr))] gap-x-6 gap-y-4 border-line border-b py-4">
      <BillStats
        standing={standing}
        currency={currency}
        loading={invoices.isPending}
        link={(target, children) => (
          <button
            type="button"
            className="rounded-sm hover:underline"
            onClick={() => (target === 'open' ? onOpenInvoices('open') : onOpenInvoice(target.invoice))}
          >
            {children}
          </button>
        )}
      />
      <Stat
        label={running ? `Spent in ${monthText(running.id)} so far` : 'Spent this month'}
        value={<Money micros={spent_micros} currency={currency} />}
        note={
          spend_limit_micros === null ? (
            'No spend limit'
          ) : (
            <span className={over_spend_limit ? 'text-red-text' : undefined}>
              {over_spend_limit ? 'Over the limit of ' : 'Limit: '}
              <Money micros={spend_limit_micros} currency={currency} />
            </span>
          )
        }
      />
      <Stat
        label="Credits"
        value={<Money micros={credit_balance_micros} currency={currency} />}
        note="Applied to upcoming invoices"
      />
      <Stat
        label="Plan"
        value={plan.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())}
        note={currency}
      />
    </dl>
  );
}

const Detail = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-[11rem_1fr] gap-4 py-1">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

function Account({ org, account }: { readonly org: string; readonly account: BillingAccount }) {
  const [editing, setEditing] = useState(false);
  const reason = useManageReason();
  const none = <span className="text-muted">Not set</span>;
  return (
    <BillingSection
      title="Billing details"
      action={
        <ReasonButton reason={reason} onClick={() => setEditing(true)}>
          Edit billing details…
        </ReasonButton>
      }
    >
      <dl>
        <Detail name="Billing email">
          {account.billing_email}{' '}
          <Link to="/o/$org/account" params={{ org }} className="text-muted underline">
            Edit in Account
          </Link>
        </Detail>
        <Detail name="Legal name">{account.legal_name ?? none}</Detail>
        <Detail name="Address">{account.address.length > 0 ? account.address.join(', ') : none}</Detail>
        <Detail name="Tax ID">{account.tax_id ?? none}</Detail>
        <Detail name="Purchase order">{account.purchase_order ?? none}</Detail>
        <Detail name="Monthly spend limit">
          {account.spend_limit_micros === null ? (
            <span className="text-muted">None</span>
          ) : (
            <Money micros={account.spend_limit_micros} currency={account.currency} />
          )}
        </Detail>
      </dl>
      {editing && <AccountDialog {...{ org, account }} onClose={() => setEditing(false)} />}
    </BillingSection>
  );
}

const CREDIT_NAMES = { grant: 'Granted', overpayment: 'Overpayment', use: 'Used', reversal: 'Returned' } as const;

function Credits({ org, currency }: { readonly org: string; readonly currency: string }) {
  const { rows, complete } = useAllPages('credits.list', { params: { org_id: org } }, ({ credits }) => credits);
  return (
    <BillingSection title="Credits">
      {complete && rows.length === 0 && <p className="text-muted">No credits yet.</p>}
      <table className="w-full text-left">
        <caption className="sr-only">History of credits</caption>
        <tbody>
          {rows.slice(0, 50).map(({ id, type, reason, amount_micros, balance_micros, created_at }) => (
            <tr key={id} className="border-line border-b last:border-b-0">
              <td className="w-32 py-1.5 text-muted">
                <RelativeTime time={created_at} />
              </td>
              <td className="w-32 py-1.5">
                <Badge>{CREDIT_NAMES[type]}</Badge>
              </td>
              <td className="break-words py-1.5 pr-4">{reason}</td>
              <td className="py-1.5 text-right">
                <Money micros={amount_micros} currency={currency} change />
              </td>
              <td className="w-36 py-1.5 text-right text-muted">
                <Money micros={balance_micros} currency={currency} /> left
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </BillingSection>
  );
}

/** What is open, due and coming over all months, then billing details, payment methods and credits. */
export function OverviewTab({ org, ...opens }: OverviewTabProps) {
  const view = useRoute('billing_account.get', { params: { org_id: org } });
  useStatus({ asOf: view.asOf });
  if (view.data === undefined && view.error) return <ErrorState error={view.error} onRetry={view.refetch} />;
  if (view.data === undefined)
    return (
      <div className="p-4">
        <Skeleton width="100%" height={320} />
      </div>
    );
  const account = view.data.billing_account;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4">
      <div className="max-w-5xl">
        <Figures {...{ org, account }} {...opens} />
        <Account {...{ org, account }} />
        <PaymentMethods org={org} />
        <Credits org={org} currency={account.currency} />
      </div>
    </div>
  );
}
