import { sql } from 'kysely';
import type { Logger } from 'pino';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import type { Caller } from './authenticate.ts';

export interface Activity {
  /** Notes that somebody used their token, and in which organization. Costs no query. */
  touch(caller: Caller, organizationId: string | null): void;
  /** Writes what was noted. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const INTERVAL_MS = 5000;

interface ActiveMember {
  readonly organization_id: string;
  readonly user_id: string;
}

async function write(trx: Tx, keys: readonly string[], members: readonly ActiveMember[]): Promise<void> {
  await trx.updateTable('keys').set({ last_used_at: sql`now()` }).where('id', 'in', keys).execute();
  if (members.length === 0) return;
  await trx
    .updateTable('members')
    .set({ last_active_at: sql`now()` })
    .where((eb) =>
      eb(
        eb.refTuple('organization_id', 'user_id'),
        'in',
        members.map((one) => eb.tuple(one.organization_id, one.user_id)),
      ),
    )
    .execute();
}

/** Collects last uses and writes them now and then: an update for each request would cost more than the request. */
export function trackActivity(db: Db, log: Logger): Activity {
  let keys = new Set<string>();
  let members = new Map<string, ActiveMember>();

  const flush = async (): Promise<void> => {
    if (keys.size === 0) return;
    const [usedKeys, active] = [[...keys], [...members.values()]];
    keys = new Set();
    members = new Map();
    await asSystem(db, (trx) => write(trx, usedKeys, active));
  };
  const flushQuietly = (): Promise<void> =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'could not note last uses'));
  const timer = setInterval(() => void flushQuietly(), INTERVAL_MS);
  timer.unref();

  return {
    touch: (caller, organizationId) => {
      if (caller.key_id === '') return;
      keys.add(caller.key_id);
      if (organizationId !== null)
        members.set(`${organizationId}/${caller.user_id}`, {
          organization_id: organizationId,
          user_id: caller.user_id,
        });
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flushQuietly();
    },
  };
}
