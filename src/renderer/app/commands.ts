import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { COMMAND_NAMES, type CommandName, keysOf } from '../../contract/commands.ts';
import { organizationPath, PERSON_PAGES } from '../../contract/pages.ts';
import { openBell } from '../features/notifications/bell-state.ts';
import { openCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { subscribe, toAppError } from '../lib/bridge.ts';
import { runCommand, runCommandSoon } from '../lib/commands.ts';
import { useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { isTyping } from '../lib/is-typing.ts';
import { printPage } from '../lib/print.ts';
import { useAppState } from '../lib/session.ts';
import { toast } from '../ui/toast.tsx';
import { commandPath } from './command-paths.ts';
import { useSwitchOrganization } from './go.ts';
import { openPalette, openShortcuts } from './palette/palette-state.ts';
import { openProfileMenu } from './profile-menu-state.ts';
import { useGoTo } from './use-go-to.ts';

/** Keys that this window hears in both hosts: a native menu that hears them too does the same once more, which shows nothing. */
const HEARD_HERE: readonly CommandName[] = ['open_palette', 'show_shortcuts'];

/** The commands by their keys, as `pressed` writes them. `find` belongs to the search field that has it. */
function commandsByKeys(commands: readonly CommandName[]): ReadonlyMap<string, CommandName> {
  const entries = commands.map((name) => [keysOf(name, 'browser') ?? '', name] as const);
  return new Map(entries.filter(([keys]) => keys !== ''));
}
const IN_BROWSER = commandsByKeys(COMMAND_NAMES.filter((name) => name !== 'find'));
const ALWAYS = commandsByKeys(HEARD_HERE);

/** What a key event is called in the list of commands: "Mod+Shift+H", "?". */
function pressed(event: KeyboardEvent): string {
  if (!(event.ctrlKey || event.metaKey)) return event.key;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `Mod+${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** What a command does that leads nowhere. */
function useActs(): Readonly<Partial<Record<CommandName, () => void>>> {
  const client = useQueryClient();
  const goTo = useGoTo();
  const organization = useCommandOrganization();
  /** Goes to where the command is at home, unless the page on screen does it as well. */
  const doAt =
    (command: CommandName, path: string | undefined, search: Readonly<Record<string, string>> = {}) =>
    () => {
      if (runCommand(command)) return;
      if (path !== undefined) goTo(path, search);
      runCommandSoon(command);
    };
  const page = (name: Parameters<typeof organizationPath>[1]) =>
    organization === undefined ? undefined : organizationPath(organization, name);
  return {
    open_palette: openPalette,
    show_shortcuts: openShortcuts,
    open_profile_menu: openProfileMenu,
    open_notifications: openBell,
    new_organization: openCreateOrganization,
    invite: doAt('invite', page('members')),
    new_team: doAt('new_team', page('teams')),
    new_app: doAt('new_app', page('apps')),
    new_budget: doAt('new_budget', page('billing'), { tab: 'budgets' }),
    new_silo: doAt('new_silo', page('security'), { about: 'silos' }),
    new_token: doAt('new_token', PERSON_PAGES.account, { section: 'tokens' }),
    find: () => void runCommand('find'),
    reload_data: () => void client.invalidateQueries(),
    print: () => {
      printPage().catch((thrown: unknown) => toast.error('This was not printed', toAppError(thrown)));
    },
  };
}

/** The organization that a command is about: the one that is open, else the first. */
function useCommandOrganization(): string | undefined {
  const org = useOrgIdOrNull();
  const first = useOrganizations().organizations[0]?.id;
  return org ?? first;
}

function useCommandRunner(): (command: CommandName) => void {
  const goTo = useGoTo();
  const organization = useCommandOrganization();
  const acts = useActs();
  return (command) => {
    const path = commandPath(command, organization);
    if (path === undefined) acts[command]?.();
    else goTo(path);
  };
}

const digitOf = (event: KeyboardEvent): number => {
  const plain = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return plain && /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
};

function commandOf(event: KeyboardEvent, inBrowser: boolean): CommandName | undefined {
  const keys = pressed(event);
  // A key that is also a letter is text in a field; AltGr writes some on many keyboards.
  if (event.altKey || (!keys.startsWith('Mod+') && isTyping(event.target))) return undefined;
  return (inBrowser ? IN_BROWSER : ALWAYS).get(keys);
}

/** The native menu's commands, the same keys where there is no menu, and Ctrl+1…9 for the organizations. Answers how to run one. */
export function useCommands(): (command: CommandName) => void {
  const run = useCommandRunner();
  const { organizations } = useOrganizations();
  const switchTo = useSwitchOrganization();
  const inBrowser = useAppState()?.info.host === 'browser';
  const onKey = (event: KeyboardEvent) => {
    const organization = organizations[digitOf(event) - 1];
    const command = commandOf(event, inBrowser);
    if (organization === undefined && command === undefined) return;
    event.preventDefault();
    if (organization !== undefined) switchTo(organization.id);
    else if (command !== undefined) run(command);
  };
  const latest = useRef({ run, onKey });
  latest.current = { run, onKey };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current.onKey(event);
    document.addEventListener('keydown', listen);
    const stop = subscribe((event) => {
      if (event.type === 'menu') latest.current.run(event.command);
    });
    return () => {
      document.removeEventListener('keydown', listen);
      stop();
    };
  }, []);
  return useCallback((command) => latest.current.run(command), []);
}
