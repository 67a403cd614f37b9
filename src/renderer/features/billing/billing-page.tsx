import { useOrgId } from '../../lib/current.ts';
import { useAddress } from '../../lib/use-address.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BILLING_TABS, type BillingAddress, billingAddress } from './billing-address.ts';
import { BudgetsTab } from './budgets-tab.tsx';
import { InvoicesTab, STATUS_OPTIONS } from './invoices-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PaymentsTab } from './payments-tab.tsx';
import { PRICE_STATE_OPTIONS, PricesTab } from './prices-tab.tsx';

/** What the organization owes and paid, to whom its invoices go, and its budgets. */
export function BillingPage() {
  const org = useOrgId();
  return (
    <Gate action="view_financial_data" what="invoices and payments">
      <BillingOf key={org} org={org} />
    </Gate>
  );
}

/** Those that hold now, unless the address says otherwise; null for all. */
function shownPrices({ prices = 'current' }: BillingAddress) {
  return prices === 'all' ? null : prices;
}

interface FiltersProps {
  readonly tab: BillingAddress['tab'];
  readonly address: BillingAddress;
  readonly onChange: (changes: BillingAddress) => void;
}

function Filters({ tab, address, onChange }: FiltersProps) {
  if (tab === 'invoices')
    return (
      <FilterChips
        filters={[{ id: 'status', name: 'Status', options: STATUS_OPTIONS, value: address.status ?? null }]}
        onChange={(_, value) => onChange({ status: STATUS_OPTIONS.find((one) => one.value === value)?.value })}
      />
    );
  if (tab === 'prices')
    return (
      <FilterChips
        filters={[{ id: 'validity', name: 'Price', options: PRICE_STATE_OPTIONS, value: shownPrices(address) }]}
        onChange={(_, value) =>
          onChange({ prices: PRICE_STATE_OPTIONS.find((one) => one.value === value)?.value ?? 'all' })
        }
      />
    );
  return null;
}

function BillingOf({ org }: { readonly org: string }) {
  const [address, onChange] = useAddress(billingAddress);
  const tab = address.tab ?? 'overview';
  return (
    <Tabs
      label="Billing"
      value={tab}
      onValueChange={(value) => onChange({ tab: BILLING_TABS.find((one) => one === value), invoice: undefined })}
      actions={<Filters {...{ tab, address, onChange }} />}
      tabs={[
        {
          value: 'overview',
          label: 'Overview',
          content: (
            <OverviewTab
              org={org}
              onOpenInvoice={(invoice) => onChange({ tab: 'invoices', invoice, status: undefined })}
              onOpenInvoices={(status) => onChange({ tab: 'invoices', invoice: undefined, status })}
            />
          ),
        },
        { value: 'invoices', label: 'Invoices', content: <InvoicesTab {...{ org, address, onChange }} /> },
        { value: 'payments', label: 'Payments', content: <PaymentsTab org={org} /> },
        { value: 'budgets', label: 'Budgets', content: <BudgetsTab org={org} /> },
        { value: 'prices', label: 'Prices', content: <PricesTab org={org} state={shownPrices(address)} /> },
      ]}
    />
  );
}
