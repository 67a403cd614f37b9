import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeReadable } from './build.js';
import { ended, start } from './children.js';
import { CACHE, inRoot, projectEnv, projectNode } from './root.js';
import { Stop } from './terminal.js';
import { timeOfTests } from './test-time.js';

const SAMPLES = join(CACHE, 'samples');
const DAY_MS = 86_400_000;
const PAUSE_MS = 200;

/** What makes them: the app as it is built, and the hour, since their history ends when they are loaded. */
function nameOfSample() {
  const built = readFileSync(join(CACHE, 'Building the app'), 'utf8').slice(0, 16);
  return `${built}-${timeOfTests().toISOString().slice(0, 13)}`;
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // A checkout that is read-only to us.
    return false;
  }
}

/** Starts the embedded server on a new folder, has it load the sample data, and ends it. */
async function load(folder) {
  const server = start(
    projectNode() ?? process.execPath,
    [inRoot('out', 'main', 'server.js'), '--embedded', '--port', '0', '--data', folder],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: projectEnv({ STEWARD_LOG_LEVEL: 'error' }) },
  );
  let failure;
  server.on('message', ({ type, message }) => {
    if (type === 'ready') server.send({ type: 'load_sample_data', request: 1 });
    if (type === 'failed' || type === 'error') failure = message;
    if (type === 'token' || type === 'error') server.send({ type: 'shut_down' });
  });
  const { code } = await ended(server);
  if (failure !== undefined || code !== 0) throw new Stop(`The sample data did not load: ${failure ?? `code ${code}`}`);
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Whether it is ours to load: false where another process does that already. */
function lock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(file, 'utf8'));
    // An empty file is that of a process about to write its number.
    if (owner > 0 && !isAlive(owner)) rmSync(file, { force: true });
    return false;
  }
}

function removeOld() {
  const now = timeOfTests({});
  for (const name of readdirSync(SAMPLES)) {
    const folder = join(SAMPLES, name);
    // Another process may have removed it meanwhile.
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - made > DAY_MS) rmSync(folder, { recursive: true, force: true });
  }
}

/** Loads the data where all who use this checkout find it; of several processes, one does. */
async function loadForAll(target) {
  while (!existsSync(target)) {
    if (!lock(`${target}.lock`)) {
      await sleep(PAUSE_MS);
      continue;
    }
    try {
      const partial = `${target}.partial`;
      rmSync(partial, { recursive: true, force: true });
      await load(partial);
      makeReadable(partial);
      renameSync(partial, target);
    } finally {
      rmSync(`${target}.lock`, { force: true });
    }
  }
}

/**
 * A folder with a workspace that has the sample data and no account yet, to be copied: loaded once an hour, or into
 * `otherwise` where the checkout is read-only.
 */
export async function sampleWorkspace(otherwise) {
  const target = join(SAMPLES, nameOfSample());
  if (existsSync(target)) return target;
  if (!isWritable(SAMPLES)) {
    await load(otherwise);
    return otherwise;
  }
  removeOld();
  await loadForAll(target);
  return target;
}
