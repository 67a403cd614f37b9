import { sql } from 'kysely';
import { asOwner, asSystem } from '../db/scope.ts';
import type { Db } from '../db/tables.ts';

/** Empties a workspace that nobody owns. Throws when somebody does: their data is not ours to remove. */
export async function clearData(db: Db): Promise<void> {
  await asOwner(db, async (trx) => {
    const owner = await asSystem(trx, (all) => all.selectFrom('workspace').select('owner_id').executeTakeFirst());
    if (owner !== undefined) throw new Error('the workspace has an owner');
    await sql`truncate owners, audit_entries, audit_heads, audit_anchors, outbox, idempotency_keys restart identity cascade`.execute(
      trx,
    );
    await asSystem(trx, (all) => all.updateTable('billing_issuer').set({ next_number: 1 }).execute());
  });
}
