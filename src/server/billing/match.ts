import type { ReconciliationRow } from '../../contract/api/payments.ts';
import { formatAmount } from './decimal.ts';
import type { Transfer } from './statement.ts';

/** An invoice that transfers may pay. */
export interface Payable {
  readonly invoice_id: string;
  readonly number: string;
  readonly reference: string;
  readonly status: 'open' | 'paid';
  readonly due: bigint;
  readonly total: bigint;
}

export type Suggestion = ReconciliationRow['suggestions'][number];

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** Words that every second company has in its name. */
const COMMON = new Set(['GMBH', 'INC', 'LTD', 'LLC', 'LIMITED', 'THE', 'CORP', 'COMPANY', 'AND', 'PLC']);
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 2 && !COMMON.has(word));

/** Whether a payer's name is one of those by which the organization is known: all words of one are in the other. */
export function namesAgree(payer: string, known: readonly string[]): boolean {
  const given = wordsOf(payer);
  if (given.length === 0) return false;
  return known.some((name) => {
    const words = wordsOf(name);
    return (
      words.length > 0 && (words.every((word) => given.includes(word)) || given.every((word) => words.includes(word)))
    );
  });
}

const outcomeOf = (amount: bigint, due: bigint): Suggestion['outcome'] =>
  amount === due ? 'exact' : amount < due ? 'partial' : 'over';

interface Clues {
  readonly byReference: boolean;
  readonly byNumber: boolean;
  readonly byAmount: boolean;
  readonly byName: boolean;
}

/** How sure, and why: a right reference is nearly certain, an amount with the payer's name likely, either alone a guess. */
function judge(clues: Clues, status: Payable['status'], outcome: string, amounts: string) {
  const { byReference, byNumber, byAmount, byName } = clues;
  const paid = status === 'paid' ? ' The invoice is already paid: it would become a credit.' : '';
  const sum = byAmount
    ? 'the amount is what is due'
    : `the amount ${outcome === 'partial' ? 'is less than' : 'exceeds'} what is due (${amounts})`;
  if (byReference || byNumber) {
    const what = byReference ? 'The reference names this invoice' : 'The text names the number of this invoice';
    return { confidence: status === 'paid' ? 'medium' : 'high', reason: `${what} and ${sum}.${paid}` } as const;
  }
  if (byAmount && byName)
    return {
      confidence: 'medium',
      reason: 'The amount is what is due and the payer is known; the reference is not right.',
    } as const;
  if (byAmount) return { confidence: 'low', reason: 'Only the amount is what is due.' } as const;
  return null;
}

const RANK = { high: 0, medium: 1, low: 2 } as const;

/** The invoices that a transfer may pay, the likeliest first, at most three. */
export function suggest(
  transfer: Pick<Transfer, 'amount_micros' | 'payer' | 'reference'>,
  invoices: readonly Payable[],
  names: readonly string[],
  currency: string,
): Suggestion[] {
  const text = plain(`${transfer.reference} ${transfer.payer}`);
  const byName = namesAgree(`${transfer.payer}`, names);
  const found = invoices.flatMap((invoice): Suggestion[] => {
    const byReference = text.includes(plain(invoice.reference));
    const byNumber = text.includes(plain(invoice.number));
    const byAmount = invoice.status === 'open' && transfer.amount_micros === invoice.due;
    const outcome = outcomeOf(transfer.amount_micros, invoice.due);
    const amounts = `${formatAmount(transfer.amount_micros, currency)} of ${formatAmount(invoice.due, currency)} ${currency}`;
    const verdict = judge({ byReference, byNumber, byAmount, byName }, invoice.status, outcome, amounts);
    if (verdict === null) return [];
    return [
      {
        invoice_id: invoice.invoice_id,
        invoice_number: invoice.number,
        due_micros: String(invoice.due),
        outcome,
        ...verdict,
      },
    ];
  });
  return found
    .sort((a, b) => RANK[a.confidence] - RANK[b.confidence] || (a.invoice_id < b.invoice_id ? -1 : 1))
    .slice(0, 3);
}
