import {
  type ReconciliationRow,
  reconciliationsConfirm,
  reconciliationsSuggest,
} from '../../../contract/api/payments.ts';
import { isFutureDay } from '../../../contract/calendar.ts';
import type { ProblemDetail } from '../../../contract/errors.ts';
import { holdsCardNumber } from '../../../contract/money.ts';
import { type Payable, suggest } from '../../billing/match.ts';
import { monthOf } from '../../billing/months.ts';
import { readStatement, type Statement, StatementError, type Transfer } from '../../billing/statement.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { readAccount } from './account.ts';
import { dueOf, selectInvoices } from './invoice-read.ts';
import { findPayments } from './payments.ts';
import { recordPayment } from './record-payment.ts';

async function payables(db: Db, organizationId: string): Promise<Payable[]> {
  const rows = await selectInvoices(db, organizationId).where('status', 'in', ['open', 'paid']).execute();
  return rows.map((row) => ({
    invoice_id: monthOf(row.period),
    number: row.number,
    reference: row.reference,
    status: row.status === 'paid' ? 'paid' : 'open',
    due: dueOf(row),
    total: BigInt(row.total_micros),
  }));
}

/** By which names payers know the organization: its own, its legal one, and the holders of its accounts. */
async function knownNames(db: Db, organizationId: string): Promise<string[]> {
  const { name, legal_name } = await readAccount(db, organizationId);
  const holders = await db
    .selectFrom('payment_methods')
    .select('account_holder')
    .where('organization_id', '=', organizationId)
    .execute();
  return [name, ...(legal_name === null ? [] : [legal_name]), ...holders.map((one) => one.account_holder)];
}

async function recordedKeys(db: Db, organizationId: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .selectFrom('payments')
    .select('statement_key')
    .where('organization_id', '=', organizationId)
    .where('statement_key', 'in', keys)
    .execute();
  return new Set(rows.flatMap(({ statement_key }) => statement_key ?? []));
}

/** A text of the bank as it may be kept: what looks like a card number is not. */
const withoutCards = (text: string): string => (holdsCardNumber(text) ? text.replace(/\d(?=[\d .-]*\d)/g, '*') : text);

interface Known {
  readonly recorded: ReadonlySet<string>;
  readonly invoices: readonly Payable[];
  readonly names: readonly string[];
  readonly currency: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function judgeRow(transfer: Transfer, known: Known): ReconciliationRow {
  const { line, key, received_on, amount_micros } = transfer;
  const row = {
    line,
    key,
    received_on,
    amount_micros: String(amount_micros),
    currency: transfer.currency ?? known.currency,
    payer: withoutCards(transfer.payer),
    reference: withoutCards(transfer.reference),
    suggestions: [],
    reason: null,
  };
  if (amount_micros <= 0n) return { ...row, state: 'ignored', reason: 'No money came in.' };
  if (isFutureDay(received_on, known.now)) return { ...row, state: 'ignored', reason: 'Its date is in the future.' };
  if (transfer.currency !== null && transfer.currency !== known.currency)
    return { ...row, state: 'ignored', reason: `It is in ${transfer.currency}. Invoices are in ${known.currency}.` };
  if (known.recorded.has(key))
    return { ...row, state: 'already_recorded', reason: 'This transfer is already recorded.' };
  const suggestions = suggest(transfer, known.invoices, known.names, known.currency);
  if (suggestions.length > 0) return { ...row, state: 'suggested', suggestions };
  return { ...row, state: 'unmatched', reason: 'No invoice matches this reference or amount.' };
}

function read(text: string, columns: Parameters<typeof readStatement>[1]): Statement {
  try {
    return readStatement(text, columns);
  } catch (error) {
    if (error instanceof StatementError) throw invalid('body.text', `cannot be read: ${error.message}`);
    throw error;
  }
}

/** Reads a statement and says what its transfers seem to pay. Nothing is kept of it. */
const suggestPayments = handle(reconciliationsSuggest, async ({ params, body, db }) => {
  const { org_id } = params;
  const { transfers, ...statement } = read(body.text, body.columns);
  const { currency, now } = await readAccount(db, org_id);
  const known: Known = {
    recorded: await recordedKeys(
      db,
      org_id,
      transfers.map(({ key }) => key),
    ),
    invoices: await payables(db, org_id),
    names: await knownNames(db, org_id),
    currency,
    now: Date.parse(now),
  };
  return { ...statement, currency, rows: transfers.map((transfer) => judgeRow(transfer, known)) };
});

/** Records confirmed transfers, each once, in whichever statement it appears. One that is refused stops no other. */
const confirmPayments = handle(reconciliationsConfirm, async ({ params, body, db, caller, audit, nothingToAudit }) => {
  const { org_id: organization_id } = params;
  const now = Date.parse((await readAccount(db, organization_id)).now);
  const context = { db, organization_id, now, created_by: caller.user_id, audit };
  const ids: string[] = [];
  const refused: { index: number; details: ProblemDetail[] }[] = [];
  for (const [index, { key, ...payment }] of body.payments.entries()) {
    const id = `t-${key}`;
    const field = `body.payments.${index}`;
    try {
      const row = { ...payment, id, source: 'reconciliation', statement_key: key, field } as const;
      if (await recordPayment(context, row)) ids.push(id);
    } catch (error) {
      // A refusal comes before the first write: nothing of this transfer is recorded.
      if (!(error instanceof Problem)) throw error;
      refused.push({ index, details: error.details });
    }
  }
  if (ids.length === 0) nothingToAudit('no transfer was new, or all of them were refused');
  return {
    payments: ids.length === 0 ? [] : await findPayments(db, organization_id, ids),
    already_recorded: body.payments.length - ids.length - refused.length,
    refused,
  };
});

export const reconcileOperations = [suggestPayments, confirmPayments];
