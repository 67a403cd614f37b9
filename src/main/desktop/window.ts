import { BrowserWindow, nativeTheme, screen } from 'electron';
import { knownPath } from '../../contract/pages.ts';
import { hasDeveloperTools } from './developer-tools.ts';
import { PAGE_URL } from './page-url.ts';
import { firstBounds, MIN_SIZE, readBounds, writeBounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly preload: string;
  /** Where this window's place, size and zoom are remembered. */
  readonly boundsFile: string;
  /** For a picture: a fixed size, and nothing remembered. */
  readonly picture: boolean;
  /** The page to open; the start page, or where this window was, unless said. */
  readonly path?: string;
  /** Whether the window opens on the page that it was on. */
  readonly restorePath?: boolean;
  /** Whether it is shown as soon as it is ready. */
  readonly hidden?: boolean;
}

const PICTURE_SIZE = { width: 1440, height: 900 } as const;
/** A further window does not cover the one that it came from. */
const OFFSET = 28;

/** The page's own background, so that nothing flashes before its first paint. */
export const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#111113' : '#fcfcfd');

/** Answers a function that tells when the last state has been written. */
function rememberWindow(window: BrowserWindow, file: string): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let written: Promise<void> = Promise.resolve();
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const zoom = window.webContents.getZoomLevel();
    const path = pathOf(window);
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized(), zoom };
    // Where it was last is a comfort: losing it is not worth a message.
    written = writeBounds(file, path === undefined ? state : { ...state, path }).catch(() => undefined);
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.webContents.on('did-navigate-in-page', saveSoon);
  window.on('close', save);
  return () => written;
}

/** The page of ours that a window shows, or undefined. */
export function pathOf(window: BrowserWindow): string | undefined {
  const { pathname = '' } = URL.parse(window.webContents.getURL()) ?? {};
  return knownPath(pathname) === null ? undefined : pathname;
}

function offsetFrom(other: BrowserWindow | null): { x?: number; y?: number } {
  if (other === null) return {};
  const { x, y } = other.getBounds();
  return { x: x + OFFSET, y: y + OFFSET };
}

export interface OpenedWindow {
  readonly window: BrowserWindow;
  /** Resolves when its last state has been written. */
  written(): Promise<void>;
}

export async function openWindow(options: WindowOptions): Promise<OpenedWindow> {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const remembered = options.picture ? undefined : await readBounds(options.boundsFile);
  const { bounds, maximized, zoom, path } = firstBounds(remembered, workAreas);
  const window = new BrowserWindow({
    ...(remembered === undefined ? offsetFrom(BrowserWindow.getFocusedWindow()) : {}),
    ...(options.picture ? { ...PICTURE_SIZE, useContentSize: true } : bounds),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Steward',
    show: false,
    backgroundColor: backgroundColor(),
    // Written out here, where reviewers and their tools look; e2e/hardening.spec.ts reads them back.
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
      devTools: hasDeveloperTools(),
    },
  });
  const written = options.picture ? async () => undefined : rememberWindow(window, options.boundsFile);
  window.once('ready-to-show', () => {
    window.webContents.setZoomLevel(options.picture ? 0 : zoom);
    if (options.hidden === true) return;
    if (maximized) window.maximize();
    window.show();
  });
  // The page's name would otherwise replace the window's.
  window.on('page-title-updated', (event, title) => {
    if (title === '') event.preventDefault();
  });
  const followTheme = () => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  const start = options.path ?? (options.restorePath === true ? path : undefined);
  window.loadURL(new URL(start ?? '/', PAGE_URL).href).catch(() => undefined);
  return { window, written };
}
