import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ArgumentError } from '../arguments.ts';
import { DataFolderInUse } from '../db/data-folder.ts';
import { openPGlite, openPostgres } from '../db/open.ts';
import { BackupError, plural } from './format.ts';
import { checkBackup, type Restored, restoreBackup } from './restore.ts';
import { writeBackup } from './write.ts';

export const BACKUP_USAGE = `Backup and restore, the same file for both engines:

  backup FILE  [--data DIR | --database URL]   write everything into FILE; on PostgreSQL while servers run
  restore FILE [--data DIR | --database URL]   fill an empty database or a new folder from FILE, and check it`;

interface Given {
  readonly file: string;
  readonly data: string;
  readonly database: string | null;
}

type Print = (line: string) => void;

function read(argv: readonly string[]): Given {
  const text = { type: 'string' } as const;
  let parsed: { values: { data?: string; database?: string; 'audit-heads'?: string }; positionals: string[] };
  try {
    const options = { data: text, database: text, 'audit-heads': text };
    parsed = parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new ArgumentError((error as Error).message.split('. ')[0] ?? 'unknown option');
  }
  const { data, database } = parsed.values;
  if (data !== undefined && database !== undefined) throw new ArgumentError('--data and --database exclude each other');
  if (database !== undefined && !/^postgres(ql)?:\/\//.test(database))
    throw new ArgumentError('--database: must begin with postgres://');
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) throw new ArgumentError('expected: FILE');
  return { file, data: data ?? 'steward-data', database: database ?? null };
}

async function backUp({ file, data, database }: Given, print: Print): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} is there already. Choose another name, or remove it first.`);
  // Opening would create it.
  if (database === null && !existsSync(join(data, 'pgdata'))) throw new BackupError(`There is no data in ${data}.`);
  const opened = database === null ? await openPGlite(data) : openPostgres(database, 1);
  try {
    const counts = await writeBackup(opened, file);
    const rows = Object.values(counts).reduce((sum, one) => sum + one, 0);
    print(`${plural(rows, 'row', 'rows')} of ${plural(Object.keys(counts).length, 'table', 'tables')} are in ${file}.`);
  } finally {
    await opened.close();
  }
}

/** The folder appears with a whole database or not at all. */
async function restoreFolder(file: string, folder: string): Promise<Restored> {
  if (existsSync(join(folder, 'pgdata')) || (existsSync(folder) && (await readdir(folder)).length > 0))
    throw new BackupError(`The folder ${folder} is not empty. Restore into a new one.`);
  const checked = await checkBackup(file);
  const partial = `${folder}.restoring`;
  await rm(partial, { recursive: true, force: true });
  try {
    const opened = await openPGlite(partial);
    let restored: Restored;
    try {
      restored = await restoreBackup(opened.db, checked);
    } finally {
      await opened.close();
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(join(partial, 'pgdata'), join(folder, 'pgdata'));
    return restored;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function restoreDatabase(file: string, url: string): Promise<Restored> {
  const checked = await checkBackup(file);
  const opened = openPostgres(url, 1);
  try {
    return await restoreBackup(opened.db, checked);
  } finally {
    await opened.close();
  }
}

async function restore({ file, data, database }: Given, print: Print): Promise<void> {
  const restored = await (database === null ? restoreFolder(file, data) : restoreDatabase(file, database));
  const { rows, logs, head } = restored;
  print(
    `${plural(rows, 'row', 'rows')} of ${head.created_at} are restored; ${plural(logs, 'audit log is', 'audit logs are')} whole.`,
  );
}

const COMMANDS: Readonly<Record<string, (given: Given, print: Print) => Promise<void>>> = { backup: backUp, restore };

/** Whether the command line is one of `backup` and `restore`. */
export const isBackupCommand = (argv: readonly string[]): boolean => Object.hasOwn(COMMANDS, argv[0] ?? '');

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk is full.',
  EFBIG: 'The file would be larger than is allowed here.',
  EROFS: 'The folder cannot be written.',
  EACCES: 'The folder cannot be written.',
  EPERM: 'The folder cannot be written.',
};

/** Carries out `backup` or `restore`. Answers the exit code: 0, 1 where it could not be done, 2 for a wrong command line. */
export async function runBackupCommand(
  [name = '', ...rest]: readonly string[],
  print: Print = console.log,
  complain: Print = console.error,
): Promise<number> {
  try {
    await COMMANDS[name]?.(read(rest), print);
    return 0;
  } catch (error) {
    if (error instanceof ArgumentError) {
      complain(`${name}: ${error.message}\n\n${BACKUP_USAGE}`);
      return 2;
    }
    const { code = '', message } = error as NodeJS.ErrnoException;
    const known = error instanceof BackupError || error instanceof DataFolderInUse;
    complain(known ? message : `${name}: ${DISK[code] ?? message} Nothing was done.`);
    return 1;
  }
}
