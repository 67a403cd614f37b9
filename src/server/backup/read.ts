import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { BackupError, type BackupHead, backupEnd, backupHead, FORMAT, tableLine, VERSION } from './format.ts';

/** A part of a backup in the order of the file. */
export type BackupPart =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly string[] };

export interface Backup {
  readonly head: BackupHead;
  /** The number of rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
}

const PAGE_ROWS = 500;
const PAGE_CHARS = 2_000_000;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function readHead(path: string, text: string): BackupHead {
  const value = parse(text);
  const format = (value as { format?: unknown } | undefined)?.format;
  if (format !== FORMAT) throw new BackupError(`${path} is not a backup of Steward.`);
  const version = (value as { version?: unknown }).version;
  if (version !== VERSION)
    throw new BackupError(`${path} has version ${version} of the format; this Steward reads ${VERSION}.`);
  const head = backupHead.safeParse(value);
  if (!head.success) throw new BackupError(`${path} is damaged: its head is not what it should be.`);
  return head.data;
}

/** The lines of a gzip; a file that is none, or was cut short, is said so. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  file.on('error', (error) => unzipped.destroy(error));
  try {
    for await (const line of createInterface({ input: file.pipe(unzipped), crlfDelay: Number.POSITIVE_INFINITY }))
      yield line;
    // The interface ends quietly where its stream breaks.
    if (unzipped.errored !== null) throw unzipped.errored;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BackupError(`There is no file ${path}.`);
    if (code?.startsWith('Z_') !== true) throw error;
    throw new BackupError(`${path} is not a whole backup: it is no gzip, or it was cut short. Take another one.`);
  } finally {
    file.destroy();
  }
}

/**
 * Reads a backup from its beginning to its end, once: `take` gets its tables and pages of rows. Throws BackupError where the file is not what was written; what was taken until then
 * is to be undone.
 */
export async function readBackup(path: string, take: (part: BackupPart) => Promise<void>): Promise<Backup> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let [table, page, chars]: [string | null, string[], number] = [null, [], 0];
  let [head, last]: [BackupHead | null, string | null] = [null, null];
  const flush = async (): Promise<void> => {
    if (table !== null && page.length > 0) await take({ kind: 'rows', table, rows: page });
    [page, chars] = [[], 0];
  };
  const use = async (line: string): Promise<void> => {
    hash.update(`${line}\n`);
    if (head === null) {
      head = readHead(path, line);
      return;
    }
    const opened = line.startsWith('{"table":') ? tableLine.safeParse(parse(line)) : null;
    if (opened?.success === true) {
      await flush();
      table = opened.data.table;
      counts[table] = 0;
      return take({ kind: 'table', ...opened.data });
    }
    if (table === null) throw new BackupError(`${path} is damaged: rows come before their table.`);
    counts[table] = (counts[table] ?? 0) + 1;
    page.push(line);
    chars += line.length;
    if (page.length >= PAGE_ROWS || chars > PAGE_CHARS) await flush();
  };
  for await (const line of linesOf(path)) {
    // One line behind: the last one is the end and no row.
    if (last !== null) await use(last);
    last = line;
  }
  await flush();
  const end = backupEnd.safeParse(parse(last ?? ''));
  head ??= readHead(path, last ?? '');
  if (!end.success) throw new BackupError(`${path} is not a whole backup: its end is missing. Take another one.`);
  if (end.data.sha256 !== hash.digest('hex'))
    throw new BackupError(`${path} is damaged: its content is not what was written.`);
  for (const [name, rows] of Object.entries(end.data.rows))
    if (counts[name] !== rows)
      throw new BackupError(`${path} is damaged: ${name} has ${counts[name] ?? 0} rows and had ${rows}.`);
  return { head, counts };
}
