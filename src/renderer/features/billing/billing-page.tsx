import { useOrgId } from '../../lib/current.ts';
import { useAddress } from '../../lib/use-address.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BILLING_TABS, billingAddress } from './billing-address.ts';
import { BudgetsTab } from './budgets-tab.tsx';
import { InvoicesTab, STATUS_OPTIONS } from './invoices-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PaymentsTab } from './payments-tab.tsx';

/** What the organization owes and paid, to whom its invoices go, and its budgets. */
export function BillingPage() {
  const org = useOrgId();
  return (
    <Gate action="view_financial_data" what="invoices and payments">
      <BillingOf key={org} org={org} />
    </Gate>
  );
}

function BillingOf({ org }: { readonly org: string }) {
  const [address, onChange] = useAddress(billingAddress);
  const tab = address.tab ?? 'overview';
  return (
    <Tabs
      label="Billing"
      value={tab}
      onValueChange={(value) => onChange({ tab: BILLING_TABS.find((one) => one === value), invoice: undefined })}
      actions={
        tab === 'invoices' && (
          <FilterChips
            filters={[{ id: 'status', name: 'Status', options: STATUS_OPTIONS, value: address.status ?? null }]}
            onChange={(_, value) => onChange({ status: STATUS_OPTIONS.find((one) => one.value === value)?.value })}
          />
        )
      }
      tabs={[
        {
          value: 'overview',
          label: 'Overview',
          content: <OverviewTab org={org} onOpenInvoice={(invoice) => onChange({ tab: 'invoices', invoice })} />,
        },
        { value: 'invoices', label: 'Invoices', content: <InvoicesTab {...{ org, address, onChange }} /> },
        { value: 'payments', label: 'Payments', content: <PaymentsTab org={org} /> },
        { value: 'budgets', label: 'Budgets', content: <BudgetsTab org={org} /> },
      ]}
    />
  );
}
