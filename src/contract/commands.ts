import type { Action } from './permissions.ts';

/** Where a command stands among the others, in the sheet of shortcuts. */
export const COMMAND_GROUPS = ['Find', 'Create', 'Go to', 'This window'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

interface CommandText {
  /** As the menu reads; "…" where more is asked before anything is done. */
  readonly label: string;
  readonly group: CommandGroup;
  /** "Mod" is Ctrl, or Command on macOS. */
  readonly keys?: string;
  /** The keys are free in a browser too, which keeps some to itself. */
  readonly inBrowser?: boolean;
  /** What one must be allowed in the organization. */
  readonly action?: Action;
  /** It changes something on the server: not without a connection. */
  readonly changes?: boolean;
}

const texts = {
  open_palette: { label: 'Search and commands…', group: 'Find', keys: 'Mod+K', inBrowser: true },
  find: { label: 'Find…', group: 'Find', keys: 'Mod+F', inBrowser: true },
  open_profile_menu: { label: 'Switch organization…', group: 'Find', keys: 'Mod+Shift+O', inBrowser: true },
  show_shortcuts: { label: 'Keyboard shortcuts', group: 'Find', keys: '?', inBrowser: true },
  invite: {
    label: 'Invite people…',
    group: 'Create',
    keys: 'Mod+I',
    inBrowser: true,
    action: 'manage_members',
    changes: true,
  },
  new_organization: { label: 'Create organization…', group: 'Create', keys: 'Mod+N', changes: true },
  new_team: { label: 'Create team…', group: 'Create', action: 'manage_teams', changes: true },
  new_app: { label: 'Create app…', group: 'Create', action: 'create_apps', changes: true },
  new_budget: { label: 'Create budget…', group: 'Create', action: 'manage_billing', changes: true },
  new_silo: { label: 'Create silo…', group: 'Create', action: 'manage_policies', changes: true },
  new_token: { label: 'Create token…', group: 'Create', changes: true },
  go_home: { label: 'Home', group: 'Go to', keys: 'Mod+Shift+H', inBrowser: true },
  go_members: { label: 'Members', group: 'Go to', keys: 'Mod+Shift+M', inBrowser: true },
  go_teams: { label: 'Teams', group: 'Go to', keys: 'Mod+Shift+T' },
  go_apps: { label: 'Apps', group: 'Go to', keys: 'Mod+Shift+A' },
  go_access: { label: 'Access', group: 'Go to', keys: 'Mod+Shift+E' },
  go_costs: { label: 'Costs', group: 'Go to', keys: 'Mod+Shift+C' },
  go_billing: { label: 'Billing', group: 'Go to', keys: 'Mod+Shift+B' },
  go_security: { label: 'Security', group: 'Go to', keys: 'Mod+Shift+S' },
  go_audit: { label: 'Audit log', group: 'Go to', keys: 'Mod+Shift+L' },
  go_organizations: { label: 'All organizations', group: 'Go to', keys: 'Mod+Shift+G' },
  go_invitations: { label: 'Invitations', group: 'Go to', keys: 'Mod+Shift+J', inBrowser: true },
  open_notifications: { label: 'Notifications', group: 'Find', keys: 'Mod+Shift+Y', inBrowser: true },
  go_account: { label: 'My account', group: 'Go to', keys: 'Mod+Shift+U' },
  go_settings: { label: 'Settings', group: 'Go to', keys: 'Mod+,', inBrowser: true },
  reload_data: { label: 'Reload data', group: 'This window', keys: 'Mod+R' },
  print: { label: 'Print…', group: 'This window', keys: 'Mod+P', inBrowser: true },
} as const satisfies Record<string, CommandText>;

export type CommandName = keyof typeof texts;

/** Every command with its words and keys: the one list that the native menu, the palette and the sheet of shortcuts read. */
export const COMMANDS: Readonly<Record<CommandName, CommandText>> = texts;
export const COMMAND_NAMES = Object.keys(texts) as [CommandName, ...CommandName[]];

/** The keys of a command as a host has them: in a browser some are the browser's own. Undefined for none. */
export const keysOf = (command: CommandName, host: 'electron' | 'browser'): string | undefined =>
  host === 'electron' || COMMANDS[command].inBrowser === true ? COMMANDS[command].keys : undefined;
