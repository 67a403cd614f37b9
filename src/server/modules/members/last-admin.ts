import type { Db } from '../../db/tables.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Checks, after a change and under the organization's lock, that somebody can still administer it.
 * Throws invalid, and the transaction is undone.
 */
export async function assertAdminRemains(db: Db, organizationId: string): Promise<void> {
  const admin = await db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role_id', '=', 'admin')
    .limit(1)
    .executeTakeFirst();
  if (admin !== undefined) return;
  throw new Problem('invalid', 'An organization always keeps at least one admin. Make somebody else an admin first.', [
    { field: 'last_admin', message: `${organizationId} would have no admin` },
  ]);
}
