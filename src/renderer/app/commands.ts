import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { organizationPath } from '../../contract/pages.ts';
import { openBell } from '../features/notifications/bell-state.ts';
import { openCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { subscribe, toAppError } from '../lib/bridge.ts';
import { type MenuCommand, runCommand, runCommandSoon } from '../lib/commands.ts';
import { useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { printPage } from '../lib/print.ts';
import { useAppState } from '../lib/session.ts';
import { toast } from '../ui/toast.tsx';
import { commandPath } from './command-paths.ts';
import { useSwitchOrganization } from './go.ts';
import { openProfileMenu } from './profile-menu-state.ts';
import { useGoTo } from './use-go-to.ts';

/** The keys of the native menu, for the host that has none. The browser keeps Ctrl+N and Ctrl+T to itself. */
const BROWSER_KEYS: Readonly<Record<string, MenuCommand>> = {
  i: 'invite',
  ',': 'go_settings',
  p: 'print',
  'shift+h': 'go_home',
  'shift+m': 'go_members',
  'shift+j': 'go_invitations',
  'shift+y': 'open_notifications',
  'shift+o': 'open_profile_menu',
};

/** What a command does that leads nowhere. */
function useActs(): Readonly<Partial<Record<MenuCommand, () => void>>> {
  const client = useQueryClient();
  const goTo = useGoTo();
  const organization = useCommandOrganization();
  return {
    open_profile_menu: openProfileMenu,
    open_notifications: openBell,
    new_organization: openCreateOrganization,
    invite: () => {
      if (runCommand('invite')) return;
      if (organization !== undefined) goTo(organizationPath(organization, 'members'));
      runCommandSoon('invite');
    },
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

function useCommandRunner(): (command: MenuCommand) => void {
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

function browserCommand(event: KeyboardEvent): MenuCommand | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  return BROWSER_KEYS[`${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`];
}

/** The native menu's commands, the same keys where there is no menu, and Ctrl+1…9 for the organizations. */
export function useCommands(): void {
  const run = useCommandRunner();
  const { organizations } = useOrganizations();
  const switchTo = useSwitchOrganization();
  const inBrowser = useAppState()?.info.host === 'browser';
  const onKey = (event: KeyboardEvent) => {
    const organization = organizations[digitOf(event) - 1];
    const command = inBrowser ? browserCommand(event) : undefined;
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
}
