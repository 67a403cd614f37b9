import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { capture, removeInTheEnd, start } from './children.js';
import { Stop } from './terminal.js';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL's programs, or undefined. */
export function findPostgres(env = process.env) {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root: then it is its own user, or nobody. */
function otherUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => spawnSync('id', [flag, name], { encoding: 'utf8' });
    const [uid, gid] = [id('-u'), id('-g')];
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Stop('PostgreSQL does not run as root, and there is no user "postgres" or "nobody".');
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Waits until the cluster says that it takes connections; false where it ended instead. */
const isReady = (server) =>
  new Promise((resolve) => {
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-10_000);
      if (log.includes('ready to accept connections')) resolve(true);
    });
    server.once('exit', () => resolve(false)).once('error', () => resolve(false));
  });

/** What a cluster for tests does without: it never outlives them. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Starts an empty cluster in a temporary folder, reachable on this machine only, and answers its URL. */
export async function startPostgres(bin, parent = tmpdir()) {
  const folder = removeInTheEnd(mkdtempSync(join(parent, 'steward-postgres-')));
  const user = otherUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder };
  const data = join(folder, 'data');
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const init = ['-D', data, '-U', 'steward', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync'];
  const made = await capture(join(bin, 'initdb'), init, options);
  if (made.code !== 0) throw new Stop(`initdb failed:\n${made.output}`);
  const port = await freePort();
  const place = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const flags = [...place, ...FAST.flatMap((setting) => ['-c', setting])];
  const server = start(join(bin, 'postgres'), flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  // "Fast" shutdown: it does not wait for clients.
  server.stopSignal = 'SIGINT';
  if (!(await isReady(server))) throw new Stop('PostgreSQL did not start.');
  execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'steward', 'steward'], options);
  return `postgres://steward@127.0.0.1:${port}/steward`;
}
