import { z } from 'zod';
import { abilities, orgParams, pageQuery, time, userParams } from '../common.ts';
import { currency, dayText, decimal, micros, month } from '../money.ts';
import { defineDownload, defineRoute } from '../route.ts';
import { invoiceStatuses } from '../vocabulary.ts';
import { viewMoney } from './costs.ts';
import { usageCategory } from './usage.ts';

export const invoiceStatus = z.enum(invoiceStatuses);
export type InvoiceStatus = z.infer<typeof invoiceStatus>;

/** One line, rounded once to the currency's minor unit: lines add up to the total exactly. */
export const invoiceLine = z.object({
  type: z.enum(['usage', 'late_usage', 'allowance', 'tier', 'tax', 'credit']),
  category: usageCategory.nullable(),
  kind: z.string().nullable(),
  description: z.string(),
  quantity: decimal.nullable(),
  unit: z.string().nullable(),
  /** Missing where the line was rated at more than one price. */
  unit_price_micros: decimal.optional(),
  amount_micros: micros,
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

const summaryFields = {
  /** The calendar month that it is for: `2026-11`. One invoice for each. */
  id: month,
  /** Null while it is a draft. Numbers have no gaps. */
  number: z.string().nullable(),
  period: z.object({ from: dayText, to: dayText }),
  status: invoiceStatus,
  currency,
  total_micros: micros,
  paid_micros: micros,
  due_micros: micros,
  issued_at: time.nullable(),
  due_on: dayText.nullable(),
  /** The day on which a draft becomes an invoice. Null once it is one. */
  finalizes_on: dayText.nullable().optional(),
  paid_at: time.nullable(),
  /** ISO 11649, `RF…`: what to write into a transfer. Null while it is a draft. */
  reference: z.string().nullable(),
  overdue: z.boolean(),
  abilities,
};
export const invoiceSummary = z.object(summaryFields);
export type InvoiceSummary = z.infer<typeof invoiceSummary>;

const party = z.object({
  name: z.string(),
  address: z.array(z.string()),
  email: z.string().nullable(),
  tax_id: z.string().nullable(),
});

export const invoice = invoiceSummary.extend({
  issuer: party,
  recipient: party,
  purchase_order: z.string().nullable(),
  /** How to pay: null while it is a draft, paid or void. */
  transfer: z
    .object({
      account_holder: z.string(),
      iban: z.string().nullable(),
      bic: z.string().nullable(),
      reference: z.string(),
    })
    .nullable(),
  lines: z.array(invoiceLine),
  /** Sums of the lines. */
  subtotal_micros: micros,
  tax_micros: micros,
  credit_micros: micros,
  payments: z.array(z.object({ id: z.string(), received_on: dayText, amount_micros: micros, method: z.string() })),
  void_reason: z.string().nullable(),
});
export type Invoice = z.infer<typeof invoice>;

const invoiceParams = orgParams.extend({ invoice_id: month });

export const invoicesList = defineRoute('invoices.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/invoices',
  summary: 'Invoices, newest first, with the drafts of months that are not invoiced yet',
  access: viewMoney,
  params: orgParams,
  query: z.strictObject({ ...pageQuery, status: invoiceStatus.optional() }),
  answer: z.object({ invoices: z.array(invoiceSummary), next_cursor: z.string().optional() }),
  offline: true,
});

export const invoicesGet = defineRoute('invoices.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/invoices/{invoice_id}',
  summary: 'One invoice with its lines; a draft is computed now',
  access: viewMoney,
  params: invoiceParams,
  answer: z.object({ invoice }),
  offline: true,
});

export const annexDimensions = ['member', 'team', 'app'] as const;

/** What stands behind an invoice's usage lines, before rounding: each annex adds up to `total_micros`. */
export const annexRow = z.object({
  /** Null for usage without a team or an app. */
  id: z.string().nullable(),
  name: z.string(),
  events: z.number().int(),
  cost_micros: micros,
});
export type AnnexRow = z.infer<typeof annexRow>;

export const invoicesAnnex = defineRoute('invoices.annex', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/invoices/{invoice_id}/annex',
  summary: "An invoice's usage by member, team or app, dearest first",
  access: viewMoney,
  params: invoiceParams,
  query: z.strictObject({ ...pageQuery, by: z.enum(annexDimensions) }),
  answer: z.object({ currency, total_micros: micros, rows: z.array(annexRow), next_cursor: z.string().optional() }),
  offline: true,
});

export const invoicesPdf = defineDownload('invoices.pdf', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/invoices/{invoice_id}.pdf',
  summary: 'The invoice with its annexes as PDF',
  access: viewMoney,
  params: invoiceParams,
});

export const invoicesCsv = defineDownload('invoices.csv', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/billing/invoices/{invoice_id}.csv',
  summary: 'The invoice with its annexes as CSV that is safe to open',
  access: viewMoney,
  params: invoiceParams,
});

const billOf = z.object({ organization: z.object({ id: z.string(), name: z.string() }), invoice: invoiceSummary });
export type ConsolidatedBill = z.infer<typeof billOf>;

/** The bills of one month over all organizations whose finances the caller may see, by payer (the billing address). */
export const consolidated = z.object({
  period: z.object({ from: dayText, to: dayText }),
  /** Of every month: open invoices, by their due date, then drafts of months that are over, oldest first. */
  outstanding: z.array(billOf).optional(),
  payers: z.array(
    z.object({
      billing_email: z.string(),
      currency,
      total_micros: micros,
      due_micros: micros,
      invoices: z.array(billOf),
    }),
  ),
});
export type Consolidated = z.infer<typeof consolidated>;

const periodQuery = z.strictObject({ period: month });

export const consolidatedGet = defineRoute('consolidated.get', {
  method: 'GET',
  path: '/v2/users/{user_id}/billing/consolidated',
  summary:
    "One bill over all organizations whose finances the caller may see: a payer's invoices of a month and their sum",
  access: { for: 'self' },
  params: userParams,
  query: periodQuery,
  answer: z.object({ consolidated }),
  offline: true,
});

export const consolidatedPdf = defineDownload('consolidated.pdf', {
  method: 'GET',
  path: '/v2/users/{user_id}/billing/consolidated.pdf',
  summary: 'The consolidated bill as PDF',
  access: { for: 'self' },
  params: userParams,
  query: periodQuery,
});
