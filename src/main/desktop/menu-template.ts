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
  newWindow(): void;
  checkForUpdates(): void;
}

/** On macOS the settings and the end are in the app's own menu, under its name. */
function appMenu(item: CommandItem, updates: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: 'About Steward' },
      updates,
      separator,
      item('Settings…', 'CmdOrCtrl+,', 'go_settings'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function fileMenu(item: CommandItem, actions: MenuActions, isMac: boolean): Item {
  return {
    label: '&File',
    submenu: [
      { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', id: 'new_window', click: () => actions.newWindow() },
      item('New organization…', 'CmdOrCtrl+N', 'new_organization'),
      item('Invite people…', 'CmdOrCtrl+I', 'invite'),
      separator,
      item('Print…', 'CmdOrCtrl+P', 'print'),
      separator,
      ...(isMac
        ? [{ role: 'close' } as const]
        : [
            item('Settings', 'CmdOrCtrl+,', 'go_settings'),
            separator,
            { role: 'close', accelerator: 'CmdOrCtrl+W' } as const,
            { role: 'quit' } as const,
          ]),
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
      item('Teams', 'CmdOrCtrl+Shift+T', 'go_teams'),
      item('Apps', 'CmdOrCtrl+Shift+A', 'go_apps'),
      item('Access', 'CmdOrCtrl+Shift+E', 'go_access'),
      item('Costs', 'CmdOrCtrl+Shift+C', 'go_costs'),
      item('Billing', 'CmdOrCtrl+Shift+B', 'go_billing'),
      item('Security', 'CmdOrCtrl+Shift+S', 'go_security'),
      item('Audit log', 'CmdOrCtrl+Shift+L', 'go_audit'),
      separator,
      item('All organizations', 'CmdOrCtrl+Shift+G', 'go_organizations'),
      item('Invitations', 'CmdOrCtrl+Shift+J', 'go_invitations'),
      item('Notifications', 'CmdOrCtrl+Shift+Y', 'open_notifications'),
      item('My account', 'CmdOrCtrl+Shift+U', 'go_account'),
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
  const updates: Item = {
    label: 'Check for updates…',
    id: 'check_for_updates',
    click: () => actions.checkForUpdates(),
  };
  const about: Item[] = isMac ? [] : [updates, separator, { role: 'about', label: 'About Steward' }];
  return [
    ...(isMac ? [appMenu(item, updates)] : []),
    fileMenu(item, actions, isMac),
    editMenu(item),
    viewMenu(item, isPackaged),
    goMenu(item, actions),
    { role: 'windowMenu' },
    { role: 'help', label: '&Help', submenu: about },
  ];
}
