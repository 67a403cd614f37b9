import type { ReactNode } from 'react';
import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import { Stat } from '../../ui/stat.tsx';
import { Money } from '../costs/money-text.tsx';
import { markText, monthText } from '../costs/period.ts';
import { type BillStanding, finalizesText, invoicesText } from './bill-standing.ts';

/** Where a figure leads: an invoice or a draft, or the list of open invoices. */
export type BillTarget = { readonly invoice: string } | 'open';

interface BillStatsProps {
  readonly standing: BillStanding;
  readonly currency: string;
  readonly loading?: boolean;
  readonly link: (target: BillTarget, children: ReactNode) => ReactNode;
}

/** What is open, overdue and due next over all months, then the drafts: the finished months' and the running one. */
export function BillStats({ standing, currency, loading = false, link }: BillStatsProps) {
  const { open, overdue, due, finished, running } = standing;
  const money = (micros: string, target: BillTarget) => link(target, <Money micros={micros} currency={currency} />);
  const draft = (invoice: InvoiceSummary) => money(invoice.total_micros, { invoice: invoice.id });
  return (
    <>
      <Stat
        label="Open invoices"
        loading={loading}
        value={money(open.micros, 'open')}
        note={loading ? 'All months' : open.count === 0 ? 'Nothing to pay' : `${invoicesText(open)}, all months`}
      />
      {overdue.count > 0 && (
        <Stat
          label="Overdue"
          value={<span className="text-red-text">{money(overdue.micros, 'open')}</span>}
          note={<span className="text-red-text">{invoicesText(overdue)} past due</span>}
        />
      )}
      {due.on !== null && (
        <Stat label={`Due by ${markText(due.on)}`} value={money(due.micros, 'open')} note={invoicesText(due)} />
      )}
      {finished.map((invoice) => (
        <Stat
          key={invoice.id}
          label={`Draft for ${monthText(invoice.id)}`}
          value={draft(invoice)}
          note={finalizesText(invoice)}
        />
      ))}
      {running && (
        <Stat
          label={`Draft for ${monthText(running.id)}, so far`}
          value={draft(running)}
          note={finalizesText(running)}
        />
      )}
    </>
  );
}
