import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './children.js';
import { fingerprint, hasStamp, writeStamp } from './fingerprint.js';
import { CACHE, inRoot, projectEnv, projectNode, ROOT, tool } from './root.js';
import { step } from './terminal.js';

const SOURCES = ['src', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json'];
const RESULTS = ['out/main/index.js', 'out/main/web.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** What the pre-initialised database is made of. */
const TEMPLATE_SOURCES = ['src/server/db', 'package-lock.json'];

/** Runs `work` unless its sources and its results are as the last time. Answers what it printed where it failed. */
async function once(name, sources, results, work) {
  const stamp = join(CACHE, name);
  const now = fingerprint(ROOT, sources);
  if (hasStamp(stamp, now) && results.every((file) => existsSync(inRoot(file)))) return { ok: true };
  step(name);
  const { code, output } = await work();
  if (code !== 0) return { ok: false, output };
  writeStamp(stamp, now);
  return { ok: true };
}

const node = (...args) => capture(projectNode(), args, { env: projectEnv() });

/** A database's own files are private to the user who made them; these hold no secret, and any user may copy them. */
export function makeReadable(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath ?? entry.path, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  chmodSync(folder, 0o755);
}

async function makeFirstDatabase() {
  mkdirSync(inRoot('resources'), { recursive: true });
  const made = await node(inRoot('src', 'server', 'db', 'make-template.ts'));
  if (made.code === 0) makeReadable(inRoot('resources', 'database'));
  return made;
}

/** Builds the app, and the database that a first start copies, where their sources changed. */
export async function ensureBuild() {
  const built = await once('Building the app', SOURCES, RESULTS, () =>
    node(tool('electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'),
  );
  if (!built.ok) return built;
  return once('Preparing the first database', TEMPLATE_SOURCES, ['resources/database/PG_VERSION'], makeFirstDatabase);
}
