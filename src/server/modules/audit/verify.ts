import { sql } from 'kysely';
import { auditVerify } from '../../../contract/api/audit.ts';
import { headsOf, verifyLog } from '../../audit/verify.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';

async function now(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`select steward_now() as at`.execute(db);
  return rows[0]?.at ?? '';
}

/** Checks one log, page by page: against its chain, and against its heads where this server keeps them. */
export const verifyAuditLog = handle(auditVerify, async ({ params, db, heads }) => {
  const folder = heads?.folder ?? null;
  const checked_at = await now(db);
  const verdict = await verifyLog((work) => work(db), params.user_id, headsOf(folder, params.user_id), folder);
  return { verification: { ...verdict, checked_at } };
});
