import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import { plural } from '../../lib/format.ts';
import { sumMicros } from '../../lib/money.ts';
import { markText } from '../costs/period.ts';

export interface Owed {
  readonly count: number;
  readonly micros: string;
}

/** An organization's bills over all months, in one currency. */
export interface BillStanding {
  readonly open: Owed;
  readonly overdue: Owed;
  /** The open invoices that have to be paid next: those with the earliest due date that is not past. */
  readonly due: Owed & { readonly on: string | null };
  /** Drafts of months that are over, oldest first. */
  readonly finished: readonly InvoiceSummary[];
  /** The draft of the current month. */
  readonly running: InvoiceSummary | undefined;
}

const owed = (invoices: readonly InvoiceSummary[]): Owed => ({
  count: invoices.length,
  micros: sumMicros(invoices.map(({ due_micros }) => due_micros)),
});

/** Sums up all invoices and drafts of an organization. The server's newest draft is that of its current month. */
export function billStanding(invoices: readonly InvoiceSummary[]): BillStanding {
  const open = invoices.filter(({ status }) => status === 'open');
  const coming = open.filter(({ overdue }) => !overdue);
  const [on = null] = coming.flatMap(({ due_on }) => due_on ?? []).sort();
  const drafts = invoices.filter(({ status }) => status === 'draft').sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    open: owed(open),
    overdue: owed(open.filter(({ overdue }) => overdue)),
    due: { ...owed(coming.filter(({ due_on }) => due_on === on)), on },
    finished: drafts.slice(0, -1),
    running: drafts.at(-1),
  };
}

/** "Finalizes on Dec 3"; nothing for servers that do not say. */
export const finalizesText = ({ finalizes_on }: Pick<InvoiceSummary, 'finalizes_on'>): string =>
  finalizes_on ? `Finalizes on ${markText(finalizes_on)}` : '';

/** "2 invoices" */
export const invoicesText = ({ count }: Owed): string => plural(count, 'invoice');
