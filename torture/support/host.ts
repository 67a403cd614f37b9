import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../../src/main/keychain/secret-store.ts';
import { silentLogger } from '../../src/main/lib/logger.ts';
import { createSteward } from '../../src/main/steward.ts';
import { createNodeLauncher } from '../../src/main/workspace/node-launcher.ts';

/** The main process without windows, as a process that can be killed: messages in, replies out. */
const [dataDir = '', server = ''] = process.argv.slice(2);
if (process.send === undefined) throw new Error('it is started by an attack');

/** A keychain of files: the operating system's own survives a kill as well, and is none of what is attacked here. */
const file = join(dataDir, '..', 'keychain.json');
const read = (): Record<string, string> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
const write = (secrets: Record<string, string>): void => {
  writeFileSync(`${file}.partial`, JSON.stringify(secrets));
  renameSync(`${file}.partial`, file);
};
const secretStore: SecretStore = {
  get: async (name) => read()[name] ?? null,
  set: async (name, value) => write({ ...read(), [name]: value }),
  delete: async (name) => write(Object.fromEntries(Object.entries(read()).filter(([one]) => one !== name))),
  status: async () => 'ready',
  unlock: async () => 'ready',
  close: async () => undefined,
};

const steward = await createSteward({
  dataDir,
  host: 'browser',
  version: '0.0.0-torture',
  smoke: false,
  secretStore,
  launchServer: createNodeLauncher({
    entry: server,
    args: (folder) => ['--embedded', '--port', '0', '--data', folder],
    env: { STEWARD_LOG_LEVEL: 'error', NODE_OPTIONS: '' },
    log: silentLogger,
  }),
  log: silentLogger,
  chooseFile: async () => null,
  copyText: () => undefined,
  readClipboard: () => '',
});
process.on('message', async ({ id, method, input }: { id: number; method: string; input: unknown }) => {
  process.send?.({ id, reply: await steward.invoke(method, input) });
});
process.on('disconnect', () => void steward.close().then(() => process.exit(0)));
process.send({ id: 0, reply: { ok: true, value: null } });
