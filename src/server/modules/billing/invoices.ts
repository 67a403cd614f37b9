import { sql } from 'kysely';
import {
  type AnnexRow,
  type annexDimensions,
  invoicesAnnex,
  invoicesGet,
  invoicesList,
} from '../../../contract/api/invoices.ts';
import { firstDay } from '../../billing/months.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { cutPage, type ListOrder, readPage, selectPage } from '../../http/pagination.ts';
import { readAccount } from './account.ts';
import { loadNames, memberName, type Names, sumsOf } from './cost-query.ts';
import { draftInvoice, draftMonths } from './draft.ts';
import { readInvoice, selectInvoices, summarizeDraft, summarizeInvoice, viewerOf } from './invoice-read.ts';

/** All invoices with the drafts, newest first. One a month: an organization has no more than a few hundred. */
const listInvoices = handle(invoicesList, async ({ params, query, db, membership }) => {
  const { org_id } = params;
  const page = readPage(query, 'invoices', 1);
  const { today } = await readAccount(db, org_id);
  const viewer = viewerOf(membership, today);
  const issued = (await selectInvoices(db, org_id).orderBy('period', 'desc').execute()).map((row) =>
    summarizeInvoice(row, viewer),
  );
  const drafts = [];
  for (const month of await draftMonths(db, org_id))
    drafts.push(summarizeDraft(month, await draftInvoice(db, org_id, month), viewer));
  const [after] = page.after ?? [];
  const rows = [...drafts, ...issued]
    .filter(({ status, id }) => (query.status ?? status) === status && (after === undefined || id < after))
    .slice(page.offset, page.offset + page.limit + 1);
  const { rows: invoices, next_cursor } = cutPage(rows, page, 'invoices', ({ id }) => [id]);
  return { invoices, next_cursor };
});

const getInvoice = handle(invoicesGet, async ({ params, db, membership }) => {
  const { today } = await readAccount(db, params.org_id);
  return { invoice: await readInvoice(db, params.org_id, params.invoice_id, viewerOf(membership, today)) };
});

type By = (typeof annexDimensions)[number];
const COLUMNS = { member: 'user_id', team: 'team_id', app: 'app_id' } as const satisfies Record<By, string>;
const NONE = { member: 'No member', team: 'No team', app: 'No app' } as const satisfies Record<By, string>;

interface AnnexSum {
  readonly id: string;
  readonly events: number;
  readonly cost_micros: string;
}

/** What stands behind an invoice, by member, team or app. It never changes: what comes later is billed later. */
export function selectAnnex(db: Db, organizationId: string, month: string, by: By) {
  const table = sumsOf(by === 'member');
  const sums = sql<AnnexSum>`
    (select ${sql.ref(COLUMNS[by])} as id, sum(events)::bigint as events, sum(cost_micros) as cost_micros from ${sql.table(table)}
    where ${belongsTo(`${table}.organization_id`, organizationId)} and period = ${firstDay(month)}::date group by 1)`;
  return db.selectFrom(sums.as('annex')).selectAll();
}

const DEAREST: ListOrder<AnnexSum> = {
  list: 'annex',
  keys: [
    { expression: sql`annex.cost_micros`, type: 'numeric', value: (row) => row.cost_micros },
    { expression: sql`annex.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

function nameIn(names: Names, by: By, id: string): string {
  if (id === '') return NONE[by];
  if (by === 'member') return memberName(names, id);
  return (by === 'team' ? names.teams : names.apps).get(id) ?? id;
}

/** The rows of an annex with their names. */
export async function presentAnnex(
  db: Db,
  organizationId: string,
  by: By,
  rows: readonly AnnexSum[],
): Promise<AnnexRow[]> {
  const names = await loadNames(db, organizationId, { [`${by}s`]: rows.map(({ id }) => id) });
  return rows.map(({ id, events, cost_micros }) => ({
    id: id === '' ? null : id,
    name: nameIn(names, by, id),
    events,
    cost_micros,
  }));
}

const listAnnex = handle(invoicesAnnex, async ({ params, query, db, membership }) => {
  const { org_id, invoice_id } = params;
  const { today } = await readAccount(db, org_id);
  const { currency } = await readInvoice(db, org_id, invoice_id, viewerOf(membership, today));
  const order = { ...DEAREST, list: `annex:${invoice_id}:${query.by}` };
  const { rows, next_cursor } = await selectPage(selectAnnex(db, org_id, invoice_id, query.by), query, order);
  const all = await selectAnnex(db, org_id, invoice_id, query.by)
    .clearSelect()
    .select(sql<string>`coalesce(sum(cost_micros), 0)`.as('total'))
    .executeTakeFirstOrThrow();
  return { currency, total_micros: all.total, rows: await presentAnnex(db, org_id, query.by, rows), next_cursor };
});

export const invoiceOperations = [listInvoices, getInvoice, listAnnex];
