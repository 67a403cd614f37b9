import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PAGE_URL } from './page-url.ts';
import { firstBounds, MIN_SIZE, readBounds, writeBounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly boundsFile: string;
  /** For a picture: a fixed size, and nothing remembered. */
  readonly picture: boolean;
}

const PICTURE_SIZE = { width: 1440, height: 900 } as const;

/** The page's own background, so that nothing flashes before its first paint. */
export const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#111113' : '#fcfcfd');

function rememberBounds(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    // Where it was last is a comfort: losing it is not worth a message.
    writeBounds(file, { ...window.getNormalBounds(), maximized: window.isMaximized() }).catch(() => undefined);
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
}

export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const remembered = options.picture ? undefined : await readBounds(options.boundsFile);
  const { bounds, maximized } = firstBounds(remembered, workAreas);
  const window = new BrowserWindow({
    ...(options.picture ? { ...PICTURE_SIZE, useContentSize: true } : bounds),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Steward',
    show: false,
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  });
  if (!options.picture) rememberBounds(window, options.boundsFile);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  // The page's name would otherwise replace the window's.
  window.on('page-title-updated', (event, title) => {
    if (title === '') event.preventDefault();
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColor());
  });
  window.loadURL(PAGE_URL).catch(() => undefined);
  return window;
}
