import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from '../db/migrate.ts';
import { type OpenDatabase, openInMemory } from '../db/open.ts';
import type { Tables } from '../db/tables.ts';
import { schemaHash } from './schema-hash.ts';

const CACHE = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'steward-tests');
const PGLITE = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));

/** What a database in memory has to read, write and clear for nothing: most of its buffers and of its log. */
const SMALL: PGliteOptions = { initDbStartParams: ['--wal-segsize=1'], postgresqlconf: ['shared_buffers = 16MB'] };

/** Bytes as PGlite takes them. Node reads a Blob of its own in small pieces, which takes longer than the rest of an opening. */
class Bytes extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([]);
    this.#bytes = bytes;
  }
  override get size(): number {
    return this.#bytes.byteLength;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#bytes).buffer;
  }
}

async function makeTemplate(file: string): Promise<void> {
  const pglite = await PGlite.create(SMALL);
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  await migrate(db);
  // Each copy would otherwise repeat what the log says.
  await pglite.query('checkpoint');
  const dump = await pglite.dumpDataDir('none');
  await db.destroy();
  await mkdir(CACHE, { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
  await rename(partial, file);
}

/** A migrated PGlite, made once and kept. */
async function readTemplate(): Promise<Bytes> {
  const file = join(CACHE, `${schemaHash(import.meta.filename, join(PGLITE, '..', 'package.json'))}.tar`);
  if (!existsSync(file)) await makeTemplate(file);
  return new Bytes(await readFile(file));
}

/** What each PGlite would read and compile anew: the same for all of a process. */
async function prepare(): Promise<PGliteOptions> {
  const file = (name: string) => readFileSync(join(PGLITE, name));
  const [loadDataDir, pgliteWasmModule, initdbWasmModule] = await Promise.all([
    readTemplate(),
    WebAssembly.compile(file('pglite.wasm')),
    WebAssembly.compile(file('initdb.wasm')),
  ]);
  return { loadDataDir, pgliteWasmModule, initdbWasmModule, fsBundle: new Bytes(file('pglite.data')) };
}

let prepared: Promise<PGliteOptions> | undefined;

/** A PGlite of its own with the current schema, in memory. */
export async function openCopy(): Promise<OpenDatabase> {
  prepared ??= prepare();
  return openInMemory(await prepared);
}
