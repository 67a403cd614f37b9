import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { openCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { subscribe } from '../lib/bridge.ts';
import { type MenuCommand, runCommand, runCommandSoon } from '../lib/commands.ts';
import { useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { useAppState } from '../lib/session.ts';
import { useSwitchOrganization } from './go.ts';
import { openProfileMenu } from './profile-menu-state.ts';

/** The keys of the native menu, for the host that has none. The browser keeps Ctrl+N and Ctrl+T to itself. */
const BROWSER_KEYS: Readonly<Record<string, MenuCommand>> = {
  i: 'invite',
  ',': 'go_account',
  'shift+h': 'go_home',
  'shift+m': 'go_members',
  'shift+j': 'go_invitations',
  'shift+o': 'open_profile_menu',
};

function useCommandRunner(): (command: MenuCommand) => void {
  const navigate = useNavigate();
  const client = useQueryClient();
  const org = useOrgIdOrNull();
  const first = useOrganizations().organizations[0]?.id;
  const target = org ?? first;
  const toMembers = () => target !== undefined && void navigate({ to: '/o/$org/members', params: { org: target } });
  const actions: Readonly<Record<MenuCommand, () => void>> = {
    go_home: () =>
      void (target === undefined ? navigate({ to: '/' }) : navigate({ to: '/o/$org', params: { org: target } })),
    go_members: toMembers,
    go_invitations: () => void navigate({ to: '/invitations' }),
    go_account: () => void navigate({ to: '/account' }),
    open_profile_menu: openProfileMenu,
    new_organization: openCreateOrganization,
    invite: () => {
      if (runCommand('invite')) return;
      toMembers();
      runCommandSoon('invite');
    },
    find: () => void runCommand('find'),
    reload_data: () => void client.invalidateQueries(),
  };
  return (command) => actions[command]();
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
