import { z } from 'zod';
import { abilities, id, newId, orgParams, pageQuery, time } from '../common.ts';
import { problemDetail } from '../errors.ts';
import { currency, day, dayText, iban, micros, microsInput, moneyLine, month, optionalMoneyLine } from '../money.ts';
import { defineRoute } from '../route.ts';
import { manageMoney } from './budgets.ts';
import { viewMoney } from './costs.ts';

/** Who receives invoices, and the limit that the organization sets itself. */
export const billingAccount = z.object({
  plan: z.string(),
  currency,
  billing_email: z.string(),
  legal_name: z.string().nullable(),
  address: z.array(z.string()),
  tax_id: z.string().nullable(),
  purchase_order: z.string().nullable(),
  /** What a month may cost. Usage beyond it is recorded and billed all the same, and everywhere said to be over. */
  spend_limit_micros: micros.nullable(),
  spent_micros: micros,
  over_spend_limit: z.boolean(),
  credit_balance_micros: micros,
  modified_at: time.nullable(),
  abilities,
});
export type BillingAccount = z.infer<typeof billingAccount>;

export const billingAccountGet = defineRoute('billing_account.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/account',
  summary: 'Who receives invoices, the spend limit, the balance of credits',
  access: viewMoney,
  params: orgParams,
  answer: z.object({ billing_account: billingAccount }),
  offline: true,
});

export const billingAccountUpdate = defineRoute('billing_account.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/billing/account',
  summary: 'Change who receives invoices, or the spend limit; issued invoices stay as they are',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    billing_account: z
      .strictObject({
        legal_name: moneyLine(120).nullable(),
        address: z.array(moneyLine(120)).max(6),
        tax_id: moneyLine(40).nullable(),
        purchase_order: moneyLine(60).nullable(),
        spend_limit_micros: microsInput.nullable(),
      })
      .partial(),
  }),
  answer: z.object({ billing_account: billingAccount }),
  keepsAccess: true,
});

/** How an organization pays. Bank transfer only; a card would be another type, and its number never comes here. */
export const paymentMethod = z.object({
  id: z.string(),
  type: z.enum(['bank_transfer']),
  label: z.string(),
  account_holder: z.string(),
  /** The rest of the IBAN is not kept. */
  iban_last4: z.string().nullable(),
  created_at: time,
  abilities,
});
export type PaymentMethod = z.infer<typeof paymentMethod>;

export const paymentMethodsList = defineRoute('payment_methods.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/payment_methods',
  summary: 'The accounts from which the organization pays, oldest first',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ payment_methods: z.array(paymentMethod), next_cursor: z.string().optional() }),
  offline: true,
});

export const paymentMethodsCreate = defineRoute('payment_methods.create', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/billing/payment_methods',
  summary: 'Name accounts from which the organization pays: transfers from them are recognized',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    payment_methods: z
      .array(
        z.strictObject({
          id: newId,
          type: z.enum(['bank_transfer']),
          label: moneyLine(80),
          account_holder: moneyLine(120),
          iban: iban.optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  answer: z.object({ payment_methods: z.array(paymentMethod) }),
  keepsAccess: true,
});

export const paymentMethodsDelete = defineRoute('payment_methods.delete', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/billing/payment_methods',
  summary: 'Delete payment methods, all or none; payments stay',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
  keepsAccess: true,
});

/** Credits lower the next invoices by themselves. The operator grants them; what is paid too much becomes one. */
export const creditEntry = z.object({
  id: z.string(),
  type: z.enum(['grant', 'overpayment', 'use', 'reversal']),
  /** Positive where it adds. */
  amount_micros: micros,
  /** After this entry. */
  balance_micros: micros,
  reason: z.string(),
  invoice_id: month.nullable(),
  created_at: time,
});
export type CreditEntry = z.infer<typeof creditEntry>;

export const creditsList = defineRoute('credits.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/credits',
  summary: 'The balance of credits and its history, newest first',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject(pageQuery),
  answer: z.object({
    currency,
    balance_micros: micros,
    credits: z.array(creditEntry),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

export const payment = z.object({
  id: z.string(),
  invoice_id: month,
  invoice_number: z.string(),
  method: z.enum(['bank_transfer']),
  source: z.enum(['manual', 'reconciliation']),
  currency,
  /** All that came; what exceeds the invoice is in `credited_micros`. */
  amount_micros: micros,
  credited_micros: micros,
  received_on: dayText,
  payer: z.string(),
  reference: z.string(),
  created_at: time,
});
export type Payment = z.infer<typeof payment>;

export const paymentsList = defineRoute('payments.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/payments',
  summary: 'Payments, newest first',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, invoice_id: month.optional() }),
  answer: z.object({ payments: z.array(payment), next_cursor: z.string().optional() }),
  offline: true,
});

export const paymentsRecord = defineRoute('payments.record', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/billing/payments',
  summary: 'Record transfers that came for invoices, all or none; the same id is recorded once',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    payments: z
      .array(
        z.strictObject({
          id: newId,
          invoice_id: month,
          amount_micros: microsInput,
          received_on: day,
          payer: optionalMoneyLine(120).default(''),
          reference: optionalMoneyLine(140).default(''),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.object({ payments: z.array(payment) }),
  keepsAccess: true,
});

/** Where the columns of a statement are, from 0; null where there is none. */
const columns = z.strictObject({
  date: z.number().int().min(0).max(200),
  amount: z.number().int().min(0).max(200),
  payer: z.number().int().min(0).max(200).nullable(),
  reference: z.number().int().min(0).max(200).nullable(),
  currency: z.number().int().min(0).max(200).nullable(),
});
export type StatementColumns = z.infer<typeof columns>;

/** A row of a bank statement with what it seems to pay. */
export const reconciliationRow = z.object({
  /** The line of the file, from 1. */
  line: z.number().int(),
  /** Made of what the row says: the same transfer in two statements is one. Give it back to confirm. */
  key: z.string(),
  received_on: dayText,
  amount_micros: micros,
  /** As the row says; where it does not, the one in which the organization is billed. */
  currency: z.string(),
  payer: z.string(),
  reference: z.string(),
  state: z.enum(['suggested', 'already_recorded', 'unmatched', 'ignored']),
  /** For `suggested`: the best first. */
  suggestions: z.array(
    z.object({
      invoice_id: month,
      invoice_number: z.string(),
      due_micros: micros,
      confidence: z.enum(['high', 'medium', 'low']),
      /** A sentence: reference, amount, name. */
      reason: z.string(),
      outcome: z.enum(['exact', 'partial', 'over']),
    }),
  ),
  /** Why it is ignored or matches nothing. */
  reason: z.string().nullable(),
});
export type ReconciliationRow = z.infer<typeof reconciliationRow>;

export const reconciliationsSuggest = defineRoute('reconciliations.suggest', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/billing/reconciliations',
  summary: 'Read a bank statement (CSV) and suggest which invoices its transfers pay; nothing is recorded',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    /** The file as text, at most 1 MB and 5,000 rows. */
    text: z.string().min(1).max(1_000_000),
    /** Where the columns are, when the guess was wrong. */
    columns: columns.optional(),
  }),
  answer: z.object({
    columns,
    header: z.array(z.string()),
    currency,
    rows: z.array(reconciliationRow),
    /** Lines that could not be read, and why. */
    unreadable: z.array(z.object({ line: z.number().int(), message: z.string() })),
  }),
  reads: true,
  bodyLimit: 2 * 1024 * 1024,
});

export const reconciliationsConfirm = defineRoute('reconciliations.confirm', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/billing/reconciliations/confirm',
  summary:
    'Record the transfers of a statement as payments, each once however often it is sent; refused ones are named and the rest recorded',
  access: manageMoney,
  params: orgParams,
  body: z.strictObject({
    payments: z
      .array(
        z.strictObject({
          key: z.string().regex(/^[0-9a-f]{32}$/, 'is not a key of a suggestion'),
          invoice_id: month,
          amount_micros: microsInput,
          received_on: day,
          payer: optionalMoneyLine(120).default(''),
          reference: optionalMoneyLine(140).default(''),
        }),
      )
      .min(1)
      .max(1000),
  }),
  answer: z.object({
    payments: z.array(payment),
    /** How many had been recorded before. */
    already_recorded: z.number().int(),
    /** Which of the given transfers were not recorded, and why. */
    refused: z.array(z.object({ index: z.number().int(), details: z.array(problemDetail) })).optional(),
  }),
  keepsAccess: true,
});
