import { app, type BrowserWindow, Menu } from 'electron';
import { VERSION } from '../host/version.ts';
import { sendEvent } from './ipc.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';

/** The native menu; what it commands reaches the page as an event. */
export function setMenuFor(currentWindow: () => BrowserWindow | undefined): void {
  const history = () => currentWindow()?.webContents.navigationHistory;
  const actions: MenuActions = {
    command: (command) => sendEvent(currentWindow(), { type: 'menu', command }),
    goBack: () => history()?.goBack(),
    goForward: () => history()?.goForward(),
  };
  app.setAboutPanelOptions({ applicationName: 'Steward', applicationVersion: VERSION });
  const place = { isMac: process.platform === 'darwin', isPackaged: app.isPackaged };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, place)));
}
