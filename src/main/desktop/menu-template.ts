import type { MenuItemConstructorOptions } from 'electron';
import type { Event } from '../../contract/ipc.ts';

export type MenuCommand = Extract<Event, { type: 'menu' }>['command'];
type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

export interface MenuActions {
  /** Tells the page what was chosen. */
  command(command: MenuCommand): void;
  /** Steps through the page's own history. */
  goBack(): void;
  goForward(): void;
}

const appMenu: Item = { role: 'appMenu' };

function fileMenu(item: CommandItem, isMac: boolean): Item {
  return {
    label: '&File',
    submenu: [
      item('New organization…', 'CmdOrCtrl+N', 'new_organization'),
      item('Invite people…', 'CmdOrCtrl+I', 'invite'),
      separator,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

function editMenu(item: CommandItem): Item {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      item('Find…', 'CmdOrCtrl+F', 'find'),
    ],
  };
}

function viewMenu(item: CommandItem, isPackaged: boolean): Item {
  const forDevelopers: Item[] = isPackaged ? [] : [separator, { role: 'forceReload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      item('Reload data', 'CmdOrCtrl+R', 'reload_data'),
      separator,
      { role: 'zoomIn' },
      // Without Shift, as people press it on most keyboards.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      separator,
      { role: 'togglefullscreen' },
      ...forDevelopers,
    ],
  };
}

function goMenu(item: CommandItem, actions: MenuActions): Item {
  return {
    label: '&Go',
    submenu: [
      { label: 'Back', accelerator: 'Alt+Left', click: () => actions.goBack() },
      { label: 'Forward', accelerator: 'Alt+Right', click: () => actions.goForward() },
      separator,
      item('Home', 'CmdOrCtrl+Shift+H', 'go_home'),
      item('Members', 'CmdOrCtrl+Shift+M', 'go_members'),
      item('Invitations', 'CmdOrCtrl+Shift+J', 'go_invitations'),
      item('Account', 'CmdOrCtrl+,', 'go_account'),
      separator,
      item('Switch organization…', 'CmdOrCtrl+Shift+O', 'open_profile_menu'),
    ],
  };
}

type CommandItem = (label: string, accelerator: string, command: MenuCommand) => Item;

export interface MenuPlace {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
}

/** The menu as data. Developer tools are not offered in a packaged app. */
export function menuTemplate(actions: MenuActions, { isMac, isPackaged }: MenuPlace): Item[] {
  const item: CommandItem = (label, accelerator, command) => ({
    label,
    accelerator,
    id: command,
    click: () => actions.command(command),
  });
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu(item, isMac),
    editMenu(item),
    viewMenu(item, isPackaged),
    goMenu(item, actions),
    { role: 'windowMenu' },
    { role: 'help', label: '&Help', submenu: [{ role: 'about', label: 'About Steward' }] },
  ];
}
