import { Link } from '@tanstack/react-router';
import type { OrganizationHome } from '../../../contract/api/organizations.ts';
import { billStanding } from '../billing/bill-standing.ts';
import { BillStats } from '../billing/bill-stats.tsx';
import { useInvoices } from '../billing/use-invoices.ts';
import { Section } from './section.tsx';

function Bills({ org }: { readonly org: string }) {
  const invoices = useInvoices(org);
  const [any] = invoices.rows;
  if (invoices.error && any === undefined) return null;
  return (
    <Section
      title="Billing"
      action={
        <Link to="/o/$org/billing" params={{ org }} className="text-muted hover:underline">
          Open billing
        </Link>
      }
    >
      <dl className="grid grid-cols-2 gap-x-10 gap-y-3 sm:grid-cols-[repeat(auto-fit,minmax(150px,1fr))]">
        <BillStats
          standing={billStanding(invoices.rows)}
          currency={any?.currency ?? 'USD'}
          loading={!invoices.complete}
          link={(target, children) => (
            <Link
              to="/o/$org/billing"
              params={{ org }}
              search={{ tab: 'invoices', ...(target === 'open' ? { status: 'open' } : target) }}
              className="rounded-sm hover:underline"
            >
              {children}
            </Link>
          )}
        />
      </dl>
    </Section>
  );
}

/** What is open, overdue, due and coming over all months, for people who can see billing. */
export const HomeBilling = ({ home: { organization } }: { readonly home: OrganizationHome }) =>
  organization.abilities.view_financial_data === true ? <Bills org={organization.id} /> : null;
