import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerArguments } from '../arguments.ts';
import { DataFolderInUse } from '../db/data-folder.ts';
import { type OpenDatabase, openPGlite, openPostgres } from '../db/open.ts';
import { asSystem } from '../db/scope.ts';
import { readHeads } from './heads/read.ts';
import { logOwners, type ReadPage, verifyLog } from './verify.ts';

type Given = Pick<ServerArguments, 'data' | 'database' | 'auditHeads'>;

async function open({ data, database }: Given): Promise<OpenDatabase> {
  if (database !== null) return openPostgres(database, 2);
  // Opening would create it.
  if (data === null || !existsSync(join(data, 'pgdata'))) throw new Error(`There is no data in ${data}.`);
  return openPGlite(data);
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

async function verifyAll({ db }: OpenDatabase, folder: string, print: (line: string) => void): Promise<number> {
  const read: ReadPage = (work) => asSystem(db, work);
  const kept = readHeads(folder);
  if (kept.problem !== null) print(`The folder of heads ${folder} is not whole. ${kept.problem}`);
  if (kept.folderId === null && kept.problem === null)
    print(`There is no folder of heads at ${folder}: whoever rewrites a whole chain is not found out.`);
  let [entries, broken, unanchored] = [0, kept.problem === null ? 0 : 1, 0];
  const owners = await read((trx) => logOwners(trx, kept));
  for (const owner of owners) {
    const { state, entries_count, problem } = await verifyLog(read, owner, kept, folder);
    entries += entries_count;
    if (state === 'unanchored') unanchored += 1;
    if (problem === null) continue;
    broken += 1;
    print(`${owner}: ${problem.kind} at entry ${problem.seq}. ${problem.message}`);
  }
  if (broken > 0) return 1;
  print(`Whole: ${plural(entries, 'entry', 'entries')} in ${plural(owners.length, 'log', 'logs')}.`);
  if (unanchored > 0) print(`${plural(unanchored, 'log has', 'logs have')} no head outside of the database yet.`);
  return 0;
}

/**
 * `verify-audit`: checks every log and prints what it finds. Answers the exit code: 0 where all are whole, 1 where one is
 * not, 2 where they could not be read, such as a data folder that a running server holds.
 */
export async function verifyAudit(given: Given, print: (line: string) => void = console.log): Promise<number> {
  let opened: OpenDatabase;
  try {
    opened = await open(given);
  } catch (error) {
    print(
      error instanceof DataFolderInUse
        ? `${error.message} The running server checks a log itself: GET /v2/users/{owner}/audit_log/verification.`
        : `The audit logs could not be read: ${(error as Error).message}`,
    );
    return 2;
  }
  try {
    return await verifyAll(opened, given.auditHeads, print);
  } catch (error) {
    print(`The audit logs could not be read: ${(error as Error).message}`);
    return 2;
  } finally {
    await opened.close();
  }
}
