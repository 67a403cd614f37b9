import { sql } from 'kysely';
import type { Logger } from 'pino';
import { changeAny } from '../db/changed.ts';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import type { Caller } from './authenticate.ts';

export interface Activity {
  /** Notes that somebody used their token, in which organization and for which right. Costs no query. */
  touch(caller: Caller, organizationId: string | null, action?: string): void;
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
  await changeAny(trx.updateTable('keys').set({ last_used_at: sql`steward_now()` }).where('id', 'in', keys));
  if (members.length === 0) return;
  await changeAny(
    trx
      .updateTable('members')
      .set({ last_active_at: sql`steward_now()` })
      .where((eb) =>
        eb(
          eb.refTuple('organization_id', 'user_id'),
          'in',
          members.map((one) => eb.tuple(one.organization_id, one.user_id)),
        ),
      ),
  );
}

interface TokenUse {
  readonly organization_id: string;
  readonly key_id: string;
  readonly action: string;
}

/** Notes which rights tokens were used for. An owner that is a person, or a token that is gone, is left out. */
const noteUses = (trx: Tx, used: readonly TokenUse[]) =>
  sql`insert into token_uses (organization_id, key_id, action, last_used_at)
    select u.organization_id, u.key_id, u.action, steward_now()
    from jsonb_to_recordset(${JSON.stringify(used)}::jsonb) as u(organization_id text, key_id text, action text)
    join organizations on organizations.id = u.organization_id
    join keys on keys.id = u.key_id
    on conflict (organization_id, key_id, action) do update set last_used_at = excluded.last_used_at`.execute(trx);

/** Collects last uses and writes them now and then: an update for each request would cost more than the request. */
export function trackActivity(db: Db, log: Logger): Activity {
  let keys = new Set<string>();
  let members = new Map<string, ActiveMember>();
  let uses = new Map<string, TokenUse>();

  const flush = async (): Promise<void> => {
    if (keys.size === 0) return;
    const [usedKeys, active, used] = [[...keys], [...members.values()], [...uses.values()]];
    keys = new Set();
    members = new Map();
    uses = new Map();
    await asSystem(db, async (trx) => {
      await write(trx, usedKeys, active);
      if (used.length > 0) await noteUses(trx, used);
    });
  };
  const flushQuietly = (): Promise<void> =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'could not note last uses'));
  const timer = setInterval(() => void flushQuietly(), INTERVAL_MS);
  timer.unref();

  return {
    touch: (caller, organizationId, action) => {
      if (caller.key_id === '') return;
      keys.add(caller.key_id);
      if (organizationId !== null && action !== undefined)
        uses.set(`${organizationId}/${caller.key_id}/${action}`, {
          organization_id: organizationId,
          key_id: caller.key_id,
          action,
        });
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
