import { costDimensions, costsCsv } from '../../../contract/api/costs.ts';
import { consolidatedPdf as consolidatedPdfRoute, invoicesCsv, invoicesPdf } from '../../../contract/api/invoices.ts';
import type { Membership } from '../../access/membership.ts';
import { microsToDecimal, toCsv } from '../../billing/csv.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import { type Annexes, invoiceCsv } from '../../billing/invoice-csv.ts';
import { createPdfPrinter } from '../../billing/pdf-printer.ts';
import type { PdfJob } from '../../billing/pdf-worker.ts';
import type { Db } from '../../db/tables.ts';
import { Download, handleDownload } from '../../http/operation.ts';
import { readAccount } from './account.ts';
import { consolidate } from './consolidated.ts';
import { memberName } from './cost-query.ts';
import { type GroupedRow, namesOfGroups, readDimensions, selectGroups } from './cost-rows.ts';
import { readInvoice, viewerOf } from './invoice-read.ts';
import { presentAnnex, selectAnnex } from './invoices.ts';
import { printDocument } from './print.ts';

const CSV = 'text/csv; charset=utf-8';
const PDF = 'application/pdf';

/** One for the process: it starts its thread with the first document, and ends it when nobody asks any more. */
const printer = createPdfPrinter();
const printed = (job: PdfJob) => (): Promise<Uint8Array> => printDocument(printer, job);

/** A text that is there already. */
const whole = (text: string) => async (): Promise<string> => text;

async function invoiceWithAnnexes(db: Db, orgId: string, month: string, membership: Membership | null) {
  const { today } = await readAccount(db, orgId);
  const invoice = await readInvoice(db, orgId, month, viewerOf(membership, today));
  const annex = async (by: 'member' | 'team' | 'app') => {
    const rows = await selectAnnex(db, orgId, month, by).orderBy('cost_micros', 'desc').orderBy('id').execute();
    return presentAnnex(db, orgId, by, rows);
  };
  const annexes: Annexes = { members: await annex('member'), teams: await annex('team'), apps: await annex('app') };
  return { invoice, annexes, name: invoice.number ?? `draft-${month}` };
}

const downloadInvoicePdf = handleDownload(invoicesPdf, async ({ params, db, membership }) => {
  const { invoice, annexes, name } = await invoiceWithAnnexes(db, params.org_id, params.invoice_id, membership);
  return new Download(`invoice-${name}.pdf`, PDF, printed({ type: 'invoice', invoice, annexes }));
});

const downloadInvoiceCsv = handleDownload(invoicesCsv, async ({ params, db, membership }) => {
  const { invoice, annexes, name } = await invoiceWithAnnexes(db, params.org_id, params.invoice_id, membership);
  return new Download(`invoice-${name}.csv`, CSV, whole(invoiceCsv(invoice, annexes)));
});

const downloadConsolidated = handleDownload(consolidatedPdfRoute, async ({ query, db, caller }) => {
  const bill = await consolidate(db, caller, query.period);
  return new Download(`consolidated-${query.period}.pdf`, PDF, printed({ type: 'consolidated', bill }));
});

const ID_COLUMNS = { member: 'user_id', team: 'team_id', app: 'app_id' } as const;

/** All groups of a period's costs, in the order of what they are grouped by. */
const downloadCosts = handleDownload(costsCsv, async ({ params, query, db }) => {
  const { org_id } = params;
  const dimensions = costDimensions.filter((one) => readDimensions(query.group_by).includes(one));
  const selection = { range: query, comparison: null, filter: query, dimensions };
  const select = selectGroups(db, org_id, selection).orderBy('day').orderBy('cost_micros', 'desc');
  const rows = await select.orderBy('user_id').orderBy('team_id').orderBy('app_id').execute();
  const names = await namesOfGroups(db, org_id, rows);
  const { currency } = await readAccount(db, org_id);
  const header = dimensions.flatMap((one) => (one in ID_COLUMNS ? [`${one}_id`, one] : [one]));
  const cellsOf = (row: GroupedRow) => ({
    day: [row.day],
    member: [row.user_id, memberName(names, row.user_id)],
    team: [row.team_id, names.teams.get(row.team_id) ?? row.team_id],
    app: [row.app_id, names.apps.get(row.app_id) ?? row.app_id],
    category: [row.category],
    kind: [row.kind],
    model: [row.model_id],
    model_type: [row.model_type],
  });
  const table = rows.map((row) => {
    const cells = cellsOf(row);
    const sums = [plainDecimal(row.quantity), row.events, microsToDecimal(row.cost_micros), currency];
    return [...dimensions.flatMap((one): (string | number)[] => cells[one]), ...sums];
  });
  const text = toCsv([[...header, 'quantity', 'events', 'cost', 'currency'], ...table]);
  return new Download(`costs-${org_id}-${query.from}-${query.to}.csv`, CSV, whole(text));
});

export const downloadOperations = [downloadInvoicePdf, downloadInvoiceCsv, downloadConsolidated, downloadCosts];
