import { app, Menu } from 'electron';
import { VERSION } from '../host/version.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';
import { sendTo, type Windows } from './windows.ts';

/** The native menu; what it commands reaches the page in front as an event. */
export function setMenuFor(windows: Windows, more: Pick<MenuActions, 'newWindow' | 'checkForUpdates'>): void {
  const history = () => windows.current()?.webContents.navigationHistory;
  const actions: MenuActions = {
    ...more,
    command: (command) => sendTo(windows.current(), { type: 'menu', command }),
    goBack: () => history()?.goBack(),
    goForward: () => history()?.goForward(),
  };
  app.setAboutPanelOptions({ applicationName: 'Steward', applicationVersion: VERSION });
  const place = { isMac: process.platform === 'darwin', isPackaged: app.isPackaged };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, place)));
}
