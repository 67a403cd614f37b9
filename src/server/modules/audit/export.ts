import Papa from 'papaparse';
import { type AuditEntry, auditExport } from '../../../contract/api/audit.ts';
import { FORMULA } from '../../../contract/csv.ts';
import type { Db } from '../../db/tables.ts';
import { Download, handleDownload } from '../../http/operation.ts';
import { type AuditQuery, findEntries, presentEntry } from './entries.ts';

const PAGE = 1000;

type Later = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/**
 * The entries in the order in which they were written, up to the last there was at first. Each transaction reads a range
 * of numbers: quick in a database without statistics too.
 */
async function* pages(later: Later, owner: string, query: AuditQuery, upTo: number) {
  for (let after = 0; after < upTo; after += PAGE) {
    const from = after;
    const rows = await later((db) =>
      findEntries(db, owner, query)
        .where('audit_entries.seq', '>', from)
        .where('audit_entries.seq', '<=', Math.min(from + PAGE, upTo))
        .orderBy('audit_entries.seq')
        .execute(),
    );
    if (rows.length > 0) yield rows.map(presentEntry);
  }
}

const FIELDS = [
  'seq',
  'timestamp',
  'user_id',
  'user_name',
  'operation',
  'description',
  'success',
  'source_ip',
  'req_id',
  'targets',
  'details',
] as const;

const asRow = (entry: AuditEntry) => [
  entry.seq,
  entry.timestamp,
  entry.user?.id ?? '',
  entry.user === null ? '' : `${entry.user.first_name} ${entry.user.last_name}`.trim(),
  entry.operation,
  entry.description,
  entry.success,
  entry.source_ip,
  entry.req_id,
  JSON.stringify(entry.targets),
  JSON.stringify(entry.details),
];

/** RFC 4180, and no cell that a spreadsheet would take for a formula. */
const csv = (rows: readonly (readonly unknown[])[]): string =>
  `${Papa.unparse(rows as unknown[][], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;

type Pages = AsyncIterable<AuditEntry[]>;

async function* asCsv(entries: Pages): AsyncIterable<string> {
  yield csv([FIELDS]);
  for await (const page of entries) yield csv(page.map(asRow));
}

async function* asJsonLines(entries: Pages): AsyncIterable<string> {
  for await (const page of entries) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Sends what a search finds, oldest first, as it is read. */
export const exportAudit = handleDownload(auditExport, async ({ params, body, db, later }) => {
  const { user_id } = params;
  const head = await db
    .selectFrom('audit_entries')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('owner_id', '=', user_id)
    .executeTakeFirst();
  const entries = pages(later, user_id, body.query, head?.seq ?? 0);
  return body.format === 'csv'
    ? new Download(`audit-log-${user_id}.csv`, 'text/csv; charset=utf-8', asCsv(entries))
    : new Download(`audit-log-${user_id}.jsonl`, 'application/x-ndjson; charset=utf-8', asJsonLines(entries));
});
