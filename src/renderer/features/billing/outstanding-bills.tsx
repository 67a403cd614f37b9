import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConsolidatedBill, InvoiceSummary } from '../../../contract/api/invoices.ts';
import { plural } from '../../lib/format.ts';
import { sumMicros } from '../../lib/money.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong, markText, monthText } from '../costs/period.ts';
import { billStanding, finalizesText, invoicesText } from './bill-standing.ts';
import { InvoiceState } from './invoice-state.tsx';

/** How many are listed before "Show all". */
const FIRST = 6;

/** Drafts that become invoices on the same day count as one figure: there are as many as organizations. */
function draftDays(drafts: readonly InvoiceSummary[]): { on: string; count: number; micros: string }[] {
  return [...new Set(drafts.map(({ finalizes_on }) => finalizes_on ?? ''))].sort().map((on) => {
    const own = drafts.filter(({ finalizes_on }) => (finalizes_on ?? '') === on);
    return { on, count: own.length, micros: sumMicros(own.map(({ total_micros }) => total_micros)) };
  });
}

function Sums({ invoices, currency }: { readonly invoices: readonly InvoiceSummary[]; readonly currency: string }) {
  const { open, overdue, due } = billStanding(invoices);
  const money = (micros: string) => <Money micros={micros} currency={currency} />;
  return (
    <>
      <Stat
        label={`Open in ${currency}`}
        value={money(open.micros)}
        note={open.count === 0 ? 'Nothing to pay' : invoicesText(open)}
      />
      {overdue.count > 0 && (
        <Stat
          label="Overdue"
          value={<span className="text-red-text">{money(overdue.micros)}</span>}
          note={<span className="text-red-text">{invoicesText(overdue)} past due</span>}
        />
      )}
      {due.on !== null && (
        <Stat label={`Due by ${markText(due.on)}`} value={money(due.micros)} note={invoicesText(due)} />
      )}
      {draftDays(invoices.filter(({ status }) => status === 'draft')).map(({ on, count, micros }) => (
        <Stat
          key={on}
          label={on === '' ? 'Drafts' : `Finalizes on ${markText(on)}`}
          value={money(micros)}
          note={plural(count, 'draft')}
        />
      ))}
    </>
  );
}

const Bill = ({ bill: { organization, invoice } }: { readonly bill: ConsolidatedBill }) => (
  <li>
    <Link
      to="/o/$org/billing"
      params={{ org: organization.id }}
      search={{ tab: 'invoices', invoice: invoice.id }}
      className="flex min-h-9 items-center gap-3 rounded-sm hover:bg-hover"
    >
      <Avatar id={organization.id} name={organization.name} kind="organization" size={20} />
      <bdi className="min-w-0 flex-1 truncate">{organization.name}</bdi>
      <span className="w-20 text-muted">{monthText(invoice.id)}</span>
      <span className="w-24">
        <InvoiceState {...invoice} />
      </span>
      <span className="w-40 truncate text-muted">
        {invoice.due_on === null ? finalizesText(invoice) : `Due ${dayLong(invoice.due_on)}`}
      </span>
      <span className="w-28 text-right font-medium">
        <Money
          micros={invoice.status === 'draft' ? invoice.total_micros : invoice.due_micros}
          currency={invoice.currency}
        />
      </span>
    </Link>
  </li>
);

/** What is open and overdue in all organizations and months, and which drafts become invoices next. */
export function OutstandingBills({ bills }: { readonly bills: readonly ConsolidatedBill[] }) {
  const [all, setAll] = useState(false);
  if (bills.length === 0) return null;
  const invoices = bills.map(({ invoice }) => invoice);
  const currencies = [...new Set(invoices.map(({ currency }) => currency))].sort();
  return (
    <section
      aria-labelledby="outstanding"
      className="max-h-[55%] shrink-0 overflow-y-auto border-line border-b px-4 py-3"
    >
      <h2 id="outstanding" className="mb-2 font-semibold text-base">
        Open and upcoming, all months
      </h2>
      <dl className="mb-3 flex flex-wrap gap-x-10 gap-y-3">
        {currencies.map((currency) => (
          <Sums key={currency} currency={currency} invoices={invoices.filter((one) => one.currency === currency)} />
        ))}
      </dl>
      <ul aria-label="Open invoices and drafts" className="divide-y divide-line">
        {(all ? bills : bills.slice(0, FIRST)).map((bill) => (
          <Bill key={`${bill.organization.id} ${bill.invoice.id}`} bill={bill} />
        ))}
      </ul>
      {!all && bills.length > FIRST && (
        <Button size="sm" className="mt-2" onClick={() => setAll(true)}>
          Show all {bills.length}
        </Button>
      )}
    </section>
  );
}
