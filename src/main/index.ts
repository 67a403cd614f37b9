import { app, type BrowserWindow, clipboard } from 'electron';
import { chooseFileIn } from './desktop/choose-file.ts';
import { guardPages } from './desktop/guards.ts';
import { connectPage } from './desktop/ipc.ts';
import { closeBeforeQuit, failToStart, isOnlyInstance } from './desktop/lifetime.ts';
import { setMenuFor } from './desktop/menu.ts';
import { registerPageScheme, servePage } from './desktop/page-scheme.ts';
import { takePicture } from './desktop/picture.ts';
import { desktopSettings } from './desktop/settings.ts';
import { followTheme } from './desktop/theme.ts';
import { startUtility } from './desktop/utility-process.ts';
import { openWindow } from './desktop/window.ts';
import { createLogFile } from './host/log-file.ts';
import { builtFiles } from './host/paths.ts';
import { serverArguments } from './host/server-arguments.ts';
import { VERSION } from './host/version.ts';
import { createOsSecretStore } from './keychain/os-secret-store.ts';
import { createSteward } from './steward.ts';

/** Electron's host: the same core as the browser host's, with a window, a menu and IPC around it. */
const files = builtFiles(import.meta.dirname);
const settings = desktopSettings(process.argv.slice(1));
let window: BrowserWindow | undefined;
const currentWindow = () => window;

async function start(): Promise<void> {
  const log = createLogFile(settings.dataDir);
  const picture = settings.picture === undefined ? undefined : takePicture(settings.picture, currentWindow);
  guardPages();
  servePage(files.page);
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
    chooseFile: chooseFileIn(currentWindow),
    copyText: (text) => clipboard.writeText(text),
    readClipboard: () => clipboard.readText(),
    onPainted: () => picture?.painted(),
  });
  closeBeforeQuit(steward);
  followTheme(steward);
  connectPage(steward, currentWindow);
  setMenuFor(currentWindow);
  const open = async () => {
    window = await openWindow({
      preload: files.preload,
      boundsFile: settings.boundsFile,
      picture: picture !== undefined,
    });
    window.once('closed', () => {
      window = undefined;
    });
  };
  app.on('activate', () => {
    if (window === undefined) void open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await open();
}

registerPageScheme();
app.enableSandbox();
// Not a top-level await: Electron waits for this module before it gets ready.
if (isOnlyInstance(currentWindow))
  app
    .whenReady()
    .then(start)
    .catch((error) => failToStart(error, settings.smoke));
else app.quit();
