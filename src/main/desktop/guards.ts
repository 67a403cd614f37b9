import { app, type Session, session, shell, type WebContents } from 'electron';
import { mayOpenOutside } from './outside-links.ts';
import { isPageUrl } from './page-url.ts';

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

function guardSession(guarded: Session): void {
  guarded.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  guarded.setPermissionCheckHandler(() => false);
  guarded.setDevicePermissionHandler(() => false);
  guarded.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  // The page loads itself and nothing else: no request of it may reach a network.
  guarded.webRequest.onBeforeRequest((details, answer) => {
    const inside = isPageUrl(details.url) || /^(data|blob|devtools):/.test(details.url);
    answer({ cancel: !inside });
  });
}

/** Everything that a page, however it came to be, is not allowed to do. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('session-created', guardSession);
  guardSession(session.defaultSession);
}
