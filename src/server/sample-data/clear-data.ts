import { sql } from 'kysely';
import type { Db } from '../db/tables.ts';

/** Empties a workspace that nobody owns. Throws when somebody does: their data is not ours to remove. */
export async function clearData(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const owner = await trx.selectFrom('workspace').select('owner_id').executeTakeFirst();
    if (owner !== undefined) throw new Error('the workspace has an owner');
    await sql`truncate owners, audit_entries, outbox, idempotency_keys restart identity cascade`.execute(trx);
    await trx.updateTable('billing_issuer').set({ next_number: 1 }).execute();
  });
}
