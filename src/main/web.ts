import { webArguments } from './host/arguments.ts';
import { defaultDataFolder } from './host/data-folder.ts';
import { createLogFile } from './host/log-file.ts';
import { builtFiles } from './host/paths.ts';
import { serverArguments } from './host/server-arguments.ts';
import { VERSION } from './host/version.ts';
import { createOsSecretStore } from './keychain/os-secret-store.ts';
import { forkChild } from './lib/child-port.ts';
import { createSteward } from './steward.ts';
import { copyText, readClipboard } from './web/clipboard.ts';
import { openDownloads } from './web/downloads.ts';
import { endWithTerminal } from './web/lifetime.ts';
import { openPageServer } from './web/page-server.ts';
import { createNodeLauncher } from './workspace/node-launcher.ts';

/** The browser host: the same core as Electron's, behind a page on this machine and a link that works once. */
async function start(): Promise<void> {
  const args = webArguments(process.argv.slice(2));
  const files = builtFiles(import.meta.dirname);
  const dataDir = args.data ?? defaultDataFolder();
  const log = createLogFile(dataDir);
  const downloads = await openDownloads();
  const steward = await createSteward({
    dataDir,
    host: 'browser',
    version: VERSION,
    smoke: args.smoke,
    secretStore: createOsSecretStore({ start: () => forkChild({ entry: files.keytar, log }), log }),
    launchServer: createNodeLauncher({ entry: files.server, args: serverArguments, log }),
    log,
    chooseFile: downloads.chooseFile,
    copyText,
    readClipboard,
  });
  const server = await openPageServer({ steward, page: files.page, downloads });
  endWithTerminal(async () => {
    await server.close();
    await steward.close();
    downloads.close();
  }, args.endWithStdin);
  console.log(`Steward is ready. This link works once: ${server.link}`);
}

start().catch((error: unknown) => {
  console.error(`Steward could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
