import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../db/tables.ts';
import type { World } from './world.ts';

/** The embedded database has one connection: what waits there waits for that, and nobody can see it wait. */
export async function isEmbedded(db: World['db']): Promise<boolean> {
  const { rows } = await sql<{ embedded: boolean }>`select version() like '%emscripten%' as embedded`.execute(db);
  return rows[0]?.embedded === true;
}

/** Throws where the answer comes without a wait. */
async function untilSomebodyWaits(trx: Tx, isAnswered: () => boolean): Promise<void> {
  if (await isEmbedded(trx)) return;
  // From the locks: what is read of other connections' activity stays the same until the transaction ends.
  const waiting = sql<{ waiting: boolean }>`
    select exists (select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))) as waiting`;
  while ((await waiting.execute(trx)).rows[0]?.waiting !== true) {
    if (isAnswered()) throw new Error('nothing waited for the lock');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Locks something in a transaction, asks for what has to wait for that, makes other changes meanwhile, and returns the
 * answer that comes once they are committed.
 */
export async function whileLocked<T>(
  world: World,
  lock: RawBuilder<unknown>,
  ask: () => Promise<T>,
  meanwhile: (trx: Tx) => Promise<unknown>,
): Promise<T> {
  const asked = await world.db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    let answered = false;
    const answer = ask()
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
      .finally(() => {
        answered = true;
      });
    await untilSomebodyWaits(trx, () => answered);
    await meanwhile(trx);
    return { answer };
  });
  const outcome = await asked.answer;
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

export const organizationLock = (id: string) => sql`select from organizations where id = ${id} for update`;
export const personLock = (id: string) => sql`select from users where id = ${id} for update`;
