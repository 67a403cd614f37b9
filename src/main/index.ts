import { app, clipboard, powerMonitor, session } from 'electron';
import { chooseFileIn } from './desktop/choose-file.ts';
import { createDesktop } from './desktop/desktop.ts';
import { closeDebugging } from './desktop/developer-tools.ts';
import { guardPages } from './desktop/guards.ts';
import { closeBeforeQuit, failToStart, isOnlyInstance } from './desktop/lifetime.ts';
import { followLinks, registerLinks } from './desktop/links.ts';
import { showNotices } from './desktop/notify.ts';
import { registerPageScheme, servePage } from './desktop/page-scheme.ts';
import { takePicture } from './desktop/picture.ts';
import { printPage } from './desktop/print.ts';
import { desktopSettings } from './desktop/settings.ts';
import { openUpdates } from './desktop/updates.ts';
import { startUtility } from './desktop/utility-process.ts';
import { createWindows } from './desktop/windows.ts';
import { linkAmong } from './host/deep-link.ts';
import { createLogFile } from './host/log-file.ts';
import { builtFiles } from './host/paths.ts';
import { serverArguments } from './host/server-arguments.ts';
import { VERSION } from './host/version.ts';
import { createOsSecretStore } from './keychain/os-secret-store.ts';
import type { Logger } from './lib/logger.ts';
import { firstProxy } from './network/system-proxy.ts';
import { createSteward, type Steward } from './steward.ts';

/** Electron's host: the same core as the browser host's, with windows, a menu, a tray and IPC around it. */
const files = builtFiles(import.meta.dirname);
const settings = desktopSettings(process.argv.slice(1));
const windows = createWindows();
const desktop = createDesktop({ settings, files, windows });
const firstPlace = followLinks((place) => desktop.go(place), process.argv);

async function start(): Promise<void> {
  const log = createLogFile(settings.dataDir);
  const picture = settings.picture === undefined ? undefined : takePicture(settings.picture, windows.current);
  guardPages();
  servePage(files.page);
  registerLinks();
  const starting = startCore(log, picture?.painted);
  await desktop.start(starting, log, firstPlace);
}

async function startCore(log: Logger, onPainted: (() => void) | undefined): Promise<Steward> {
  const steward = await createSteward({
    dataDir: settings.dataDir,
    host: 'electron',
    version: VERSION,
    smoke: settings.smoke,
    secretStore: createOsSecretStore({
      start: () => startUtility({ entry: files.keytar, name: 'Keychain', log }),
      log,
    }),
    launchServer: ({ dataDir }) =>
      startUtility({ entry: files.server, name: 'Local workspace', args: serverArguments(dataDir), log }),
    log,
    chooseFile: chooseFileIn(windows.current),
    copyText: (text) => clipboard.writeText(text),
    readClipboard: () => clipboard.readText(),
    onPainted: () => onPainted?.(),
    systemProxy: async (url) => firstProxy(await session.defaultSession.resolveProxy(url)),
    updates: (changed) => openUpdates(log, changed),
    print: (to) => printPage(windows.current(), to),
    watch: settings.smoke
      ? undefined
      : {
          onNotices: (notices) => showNotices(notices, desktop.goToNotice),
          onPending: (pending) => desktop.pending(pending),
        },
  });
  closeBeforeQuit(steward);
  powerMonitor.on('lock-screen', steward.forgetSecrets);
  powerMonitor.on('suspend', steward.forgetSecrets);
  return steward;
}

registerPageScheme();
app.enableSandbox();
closeDebugging();
// Not a top-level await: Electron waits for this module before it gets ready.
if (isOnlyInstance((argv) => desktop.second(linkAmong(argv))))
  app
    .whenReady()
    .then(start)
    .catch((error) => failToStart(error, settings.smoke));
else app.quit();
