import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type CommandName } from '../../contract/commands.ts';

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

export interface MenuActions {
  /** Tells the page what was chosen. */
  command(command: CommandName): void;
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
      item('go_settings', 'Settings…'),
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
      item('new_organization'),
      item('invite'),
      item('new_team'),
      item('new_app'),
      item('new_budget'),
      item('new_silo'),
      item('new_token'),
      separator,
      item('print'),
      separator,
      ...(isMac
        ? [{ role: 'close' } as const]
        : [
            item('go_settings'),
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
      item('find'),
    ],
  };
}

function viewMenu(item: CommandItem, isPackaged: boolean): Item {
  const forDevelopers: Item[] = isPackaged ? [] : [separator, { role: 'forceReload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      item('reload_data'),
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
      item('go_home'),
      item('go_members'),
      item('go_teams'),
      item('go_apps'),
      item('go_access'),
      item('go_costs'),
      item('go_billing'),
      item('go_security'),
      item('go_audit'),
      separator,
      item('go_organizations'),
      item('go_invitations'),
      item('open_notifications'),
      item('go_account'),
      separator,
      item('open_palette'),
      item('open_profile_menu'),
    ],
  };
}

type CommandItem = (command: CommandName, label?: string) => Item;

/** As Electron writes it; a key alone is the page's to hear, since it is also typed. */
const acceleratorOf = (command: CommandName): string | undefined => {
  const { keys } = COMMANDS[command];
  return keys?.startsWith('Mod+') ? keys.replace('Mod', 'CmdOrCtrl') : undefined;
};

export interface MenuPlace {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
}

/** The menu as data. Developer tools are not offered in a packaged app. */
export function menuTemplate(actions: MenuActions, { isMac, isPackaged }: MenuPlace): Item[] {
  const item: CommandItem = (command, label = COMMANDS[command].label) => {
    const accelerator = acceleratorOf(command);
    return { label, ...(accelerator && { accelerator }), id: command, click: () => actions.command(command) };
  };
  const updates: Item = {
    label: 'Check for updates…',
    id: 'check_for_updates',
    click: () => actions.checkForUpdates(),
  };
  const about: Item[] = isMac ? [] : [separator, updates, separator, { role: 'about', label: 'About Steward' }];
  return [
    ...(isMac ? [appMenu(item, updates)] : []),
    fileMenu(item, actions, isMac),
    editMenu(item),
    viewMenu(item, isPackaged),
    goMenu(item, actions),
    { role: 'windowMenu' },
    { role: 'help', label: '&Help', submenu: [item('show_shortcuts'), ...about] },
  ];
}
