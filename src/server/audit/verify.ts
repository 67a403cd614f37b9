import { sql } from 'kysely';
import type { AuditVerification } from '../../contract/api/audit.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Db } from '../db/tables.ts';
import { type CanonicalEntry, entryHash } from './canonical.ts';
import { type Head, type KeptHeads, readHeads } from './heads/read.ts';

export type ChainProblem = NonNullable<AuditVerification['problem']>;
type Verdict = Pick<AuditVerification, 'state' | 'entries_count' | 'problem'>;

/** Gives each page of entries a transaction of its own, so that a long log is not read in one. */
export type ReadPage = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

interface Row extends CanonicalEntry {
  readonly hash: Uint8Array;
}

const PAGE = 2000;

/**
 * A page of entries after a place. The page is a range of numbers, not a limit: a database that has no statistics, as an
 * embedded one never has, takes the right index for it all the same.
 */
async function entriesAfter(db: Db, owner: string, seq: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select owner_id, seq::text as seq, (extract(epoch from timestamp) * 1000000)::bigint::text as micros, user_id,
      operation::text as operation, targets::text as targets, details::text as details, success::text as success,
      req_id, source_ip, hash
    from audit_entries where ${belongsTo('audit_entries.owner_id', owner)} and seq > ${seq} and seq <= ${seq + PAGE}
    order by audit_entries.seq`.execute(db);
  return rows;
}

/** The lowest and the highest number in a log; null for one without entries. */
async function rangeOf(db: Db, owner: string): Promise<{ first: number; last: number } | null> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(seq) as first, max(seq) as last from audit_entries where ${belongsTo('audit_entries.owner_id', owner)}`.execute(
    db,
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { first, last };
}

const say = (kind: ChainProblem['kind'], seq: number, message: string): ChainProblem => ({ kind, seq, message });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Whether the entry that belongs at this place stands somewhere else in the log. */
async function isElsewhere(read: ReadPage, owner: string, place: Row, previous: Uint8Array): Promise<boolean> {
  const wanted = hex(place.hash);
  const last = (await read((db) => rangeOf(db, owner)))?.last ?? 0;
  for (let seq = 0; seq < last; seq += PAGE) {
    const from = seq;
    const rows = await read((db) => entriesAfter(db, owner, from));
    for (const row of rows) {
      if (row.seq === place.seq) continue;
      const there = hex(entryHash(previous, row, place.seq));
      if (there === wanted || there === hex(row.hash)) return true;
    }
  }
  return false;
}

async function wrongHash(read: ReadPage, owner: string, row: Row, previous: Uint8Array): Promise<ChainProblem> {
  const seq = Number(row.seq);
  return (await isElsewhere(read, owner, row, previous))
    ? say('reordered', seq, `Entry ${seq} has changed places with another one.`)
    : say('altered', seq, `Entry ${seq} is not what was written.`);
}

interface Walk {
  readonly count: number;
  readonly problem: ChainProblem | null;
}

/** Compares a chain with the heads that were kept of it, in one pass over both. */
function headCheck(heads: readonly Head[]) {
  let index = 0;
  let agreed = 0;
  return {
    /** The problem of a head that names another hash for this entry. */
    at: (seq: number, hash: Uint8Array): ChainProblem | null => {
      for (; index < heads.length && (heads[index]?.seq ?? 0) <= seq; index++) {
        const head = heads[index];
        if (head === undefined || head.seq < seq) continue;
        if (head.hash === hex(hash)) agreed = seq;
        else {
          const first = agreed + 1;
          const which = first === seq ? `Entry ${seq} was` : `Entries ${first} to ${seq}, or one of them, were`;
          return say('rewritten', first, `${which} rewritten: the head kept outside of the table says otherwise.`);
        }
      }
      return null;
    },
  };
}

/** Walks one log from its first entry to its last, page by page, and stops at the first that is wrong. */
async function walk(read: ReadPage, owner: string, heads: readonly Head[]): Promise<Walk> {
  const check = headCheck(heads);
  let previous: Uint8Array = new Uint8Array();
  let count = 0;
  const range = await read((db) => rangeOf(db, owner));
  if (range !== null && range.first < 1)
    return { count, problem: say('altered', range.first, `Entry ${range.first} was added afterwards.`) };
  while (count < (range?.last ?? 0)) {
    const after = count;
    const rows = await read((db) => entriesAfter(db, owner, after));
    for (const row of rows) {
      const seq = Number(row.seq);
      if (seq > count + 1) return { count, problem: say('missing', count + 1, `Entry ${count + 1} is missing.`) };
      const right = hex(entryHash(previous, row)) === hex(row.hash);
      const problem = right ? check.at(seq, row.hash) : await wrongHash(read, owner, row, previous);
      if (problem !== null) return { count, problem };
      previous = row.hash;
      count = seq;
    }
    if (rows.length === 0) return { count, problem: say('missing', count + 1, `Entry ${count + 1} is missing.`) };
  }
  return { count, problem: null };
}

interface Expected {
  /** The head in the database. */
  readonly head: number;
  /** How far this folder of heads has got, as the database says; null where it has never heard of the folder. */
  readonly anchored: number | null;
  /** Whether another folder anchors this log. */
  readonly elsewhere: boolean;
}

async function expectedOf(db: Db, owner: string, folderId: string | null): Promise<Expected> {
  const head = await db.selectFrom('audit_heads').select('seq').where('owner_id', '=', owner).executeTakeFirst();
  const anchors = await db
    .selectFrom('audit_anchors')
    .select(['folder_id', 'seq'])
    .where('owner_id', '=', owner)
    .execute();
  const ours = anchors.find((anchor) => anchor.folder_id === folderId);
  return { head: head?.seq ?? 0, anchored: ours?.seq ?? null, elsewhere: ours === undefined && anchors.length > 0 };
}

/** What the folder of heads itself lacks; seq is the first entry for which nothing outside vouches. */
function headsProblem(kept: KeptHeads, heads: readonly Head[], expected: Expected): ChainProblem | null {
  const last = heads.at(-1)?.seq ?? 0;
  if (kept.problem !== null) return say('heads', last + 1, `The folder of heads is not whole. ${kept.problem}`);
  if (expected.anchored !== null && last < expected.anchored)
    return say('heads', last + 1, `The heads of entries ${last + 1} to ${expected.anchored} were removed.`);
  if (expected.elsewhere)
    return say('heads', 1, 'The heads of this log are in another folder, or its key was replaced.');
  return null;
}

function cut(walked: number, head: number, heads: readonly Head[]): ChainProblem | null {
  const last = Math.max(head, heads.at(-1)?.seq ?? 0);
  if (last <= walked) return null;
  return say('cut', walked + 1, `The log ends at entry ${walked}, and there were ${last}: the end was cut off.`);
}

/**
 * Checks one log against its chain, and against the heads in `folder`. Entries newer than the last head are right as
 * long as they chain: the head follows a moment after the commit. Never loads more than a page of entries.
 */
export async function verifyLog(
  read: ReadPage,
  owner: string,
  kept: KeptHeads,
  folder: string | null,
): Promise<Verdict> {
  const heads = kept.byOwner.get(owner) ?? [];
  const expected = await read((db) => expectedOf(db, owner, kept.folderId));
  const walked = await walk(read, owner, heads);
  let problem = walked.problem ?? cut(walked.count, expected.head, heads) ?? headsProblem(kept, heads, expected);
  if (problem?.kind === 'heads') {
    // The folder may have grown between the two looks: what the database expected is compared with a later one.
    const later = headsOf(folder, owner);
    problem = headsProblem(later, later.byOwner.get(owner) ?? [], expected);
  }
  const state = problem !== null ? 'altered' : heads.length > 0 || expected.head === 0 ? 'intact' : 'unanchored';
  return { state, entries_count: walked.count, problem };
}

/** What the folder keeps of one log; nothing where heads are not kept. */
export const headsOf = (folder: string | null, owner: string): KeptHeads =>
  folder === null ? { folderId: null, byOwner: new Map(), problem: null } : readHeads(folder, owner);

/** Everybody who has, or had, a log. */
export async function logOwners(db: Db, kept: KeptHeads): Promise<string[]> {
  const { rows } = await sql<{ owner_id: string }>`
    select owner_id from audit_heads union select owner_id from audit_entries union select owner_id from audit_anchors`.execute(
    db,
  );
  return [...new Set([...rows.map((row) => row.owner_id), ...kept.byOwner.keys()])].sort();
}
