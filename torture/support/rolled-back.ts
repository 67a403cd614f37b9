import { sql } from 'kysely';
import type { OpenDatabase } from '../../src/server/db/open.ts';
import type { Db, Tx } from '../../src/server/db/tables.ts';

/** A database whose transactions leave nothing behind while it is told so. */
export interface RolledBack {
  readonly opened: OpenDatabase;
  /** Runs `work` with every transaction undone at its end, after `look` has seen what it would have left. */
  undoing<T>(work: () => Promise<T>, look?: (trx: Tx) => Promise<void>): Promise<T>;
}

type Begun = ReturnType<Db['transaction']>;

class Undone extends Error {}

/**
 * Lets thousands of changes be tried on one scene, each as if it were the first: a commit becomes a rollback, once the
 * constraints that are checked at a commit have been checked. `look` sees the transaction as the tables' owner.
 */
export function rolledBack(opened: OpenDatabase): RolledBack {
  let looking: ((trx: Tx) => Promise<void>) | null = null;
  let on = false;

  const undo = async <T>(begun: Begun, work: (trx: Tx) => Promise<T>): Promise<T> => {
    let result: { value: T } | undefined;
    await begun
      .execute(async (trx) => {
        result = { value: await work(trx) };
        await sql`set constraints all immediate`.execute(trx);
        if (looking !== null) {
          await sql`select set_config('role', 'none', true)`.execute(trx);
          await looking(trx.withoutPlugins() as Tx);
        }
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    if (result === undefined) throw new Error('a transaction ended without a result');
    return result.value;
  };
  const undone = (begun: Begun) => ({
    setAccessMode: (...given: Parameters<Begun['setAccessMode']>) => undone(begun.setAccessMode(...given)),
    execute: (work: (trx: Tx) => Promise<unknown>) => undo(begun, work),
  });
  const wrap = (db: Db): Db =>
    new Proxy(db, {
      get: (target, name) => {
        if (name === 'withPlugin') return (...given: Parameters<Db['withPlugin']>) => wrap(target.withPlugin(...given));
        if (name === 'transaction' && on) return () => undone(target.transaction());
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });

  return {
    opened: { ...opened, db: wrap(opened.db) },
    undoing: async (work, look) => {
      on = true;
      looking = look ?? null;
      try {
        return await work();
      } finally {
        on = false;
        looking = null;
      }
    },
  };
}
