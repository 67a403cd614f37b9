import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { clock } from '../../clock.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { openHeadFile } from './files.ts';
import { ensureKey } from './key.ts';
import type { LineContent } from './line.ts';

/** Keeps the heads of the logs outside of the database, a moment after each commit. */
export interface HeadWriter {
  readonly folder: string;
  /** Notes that the logs of these owners may have grown. Call it after the commit. */
  touch(owners: Iterable<string>): void;
  /** Says in the file that all logs begin anew, since a workspace that nobody owned was emptied. */
  startOver(): Promise<void>;
  /** Writes what has grown so far, and returns once it is on the disk. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const INTERVAL_MS = 250;
/** For entries that came into the database by another way than a request, or from another process. */
const CATCH_UP_MS = 60_000;
const BATCH = 1000;

interface GrownHead {
  readonly owner_id: string;
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** Heads beyond what this folder has, of all owners or of some. Only committed ones: a head is never ahead of its table. */
async function grown(db: Db, folderId: string, owners: readonly string[] | null): Promise<GrownHead[]> {
  const some = owners === null ? sql`` : sql`and h.owner_id = any(${sql.val(owners)}::text[])`;
  const { rows } = await sql<GrownHead>`
    select h.owner_id, h.seq, h.hash from audit_heads h
    left join audit_anchors a on a.folder_id = ${folderId} and a.owner_id = h.owner_id
    where h.seq > coalesce(a.seq, 0) ${some} order by h.owner_id limit ${sql.lit(BATCH)}`.execute(db);
  return rows;
}

async function noteAnchors(db: Db, folderId: string, heads: readonly GrownHead[]): Promise<void> {
  await db
    .insertInto('audit_anchors')
    .values(heads.map(({ owner_id, seq }) => ({ owner_id, seq, folder_id: folderId })))
    .onConflict((conflict) =>
      conflict.columns(['folder_id', 'owner_id']).doUpdateSet({
        seq: sql<number>`greatest(audit_anchors.seq, excluded.seq)`,
      }),
    )
    .execute();
}

const asLine = ({ owner_id, seq, hash }: GrownHead, time: string): LineContent => {
  return { owner: owner_id, seq, hash: Buffer.from(hash).toString('hex'), time };
};

/** Opens the folder of heads, and catches up on what was committed while nobody wrote heads. */
export async function openHeadWriter(
  db: Db,
  log: Logger,
  folder: string,
  limits: { intervalMs?: number; maxBytes?: number } = {},
): Promise<HeadWriter> {
  const key = ensureKey(folder);
  const file = openHeadFile(folder, key, limits.maxBytes);
  let touched = new Set<string>();
  let running: Promise<void> = Promise.resolve();

  const noteAnchorsOf = (heads: readonly GrownHead[]) => asSystem(db, (trx) => noteAnchors(trx, key.folderId, heads));
  const write = async (owners: readonly string[] | null): Promise<void> => {
    let heads: GrownHead[];
    do {
      heads = await asSystem(db, (trx) => grown(trx, key.folderId, owners));
      if (heads.length === 0) return;
      const time = clock.timestamp();
      await file.append(heads.map((head) => asLine(head, time)));
      // After the file: between the two, a crash leaves the file ahead, and the heads are written once more.
      await noteAnchorsOf(heads);
    } while (heads.length === BATCH);
  };
  const flushTouched = async (): Promise<void> => {
    if (touched.size === 0) return;
    const owners = [...touched];
    touched = new Set();
    try {
      await write(owners);
    } catch (error) {
      for (const owner of owners) touched.add(owner);
      throw error;
    }
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = running.then(work);
    running = next.catch(() => undefined);
    return next;
  };
  const flush = (): Promise<void> => inTurn(flushTouched);
  const timer = setInterval(() => {
    if (touched.size > 0) flush().catch((error: unknown) => log.error({ err: error }, 'audit heads were not written'));
  }, limits.intervalMs ?? INTERVAL_MS);
  timer.unref();
  const catchUp = (): Promise<void> => inTurn(() => write(null));
  const slow = setInterval(() => {
    catchUp().catch((error: unknown) => log.error({ err: error }, 'audit heads were not written'));
  }, CATCH_UP_MS);
  slow.unref();
  await catchUp();
  return {
    folder,
    touch: (owners) => {
      for (const owner of owners) touched.add(owner);
    },
    startOver: async () => {
      await flush();
      await inTurn(() => file.append([{ started_over: true, time: clock.timestamp() }]));
      // What is written from now on has a later time.
      await sleep(2);
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      clearInterval(slow);
      try {
        await flush();
        await catchUp();
      } finally {
        file.close();
      }
    },
  };
}
