import { useNavigate } from '@tanstack/react-router';
import { Copy, Download, UserPlus, UserRound, Wifi } from 'lucide-react';
import { useMemo } from 'react';
import { searchable } from '../../../contract/name-match.ts';
import { invoke, toAppError } from '../../lib/bridge.ts';
import { useOrgIdOrNull } from '../../lib/current.ts';
import { useAccount, useAppState } from '../../lib/session.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { toast } from '../../ui/toast.tsx';
import { chooseTheme, THEMES } from '../theme-choice.ts';
import { useActivateAccount } from '../use-activate-account.ts';
import type { OwnChoice } from './choice.ts';

const tell = (problem: string, work: Promise<unknown>) =>
  void work.catch((thrown: unknown) => toast.error(problem, toAppError(thrown)));

type Part = Pick<OwnChoice, 'label' | 'icon' | 'run'> & { readonly id: string; readonly detail?: string };

const action = ({ id, ...part }: Part): OwnChoice => ({
  ...part,
  key: `action/${id}`,
  group: 'Actions',
  search: searchable(part.label, part.detail ?? ''),
});

/** What can be done with this window and its accounts: the menus say it elsewhere, without keys of their own. */
export function useWindowChoices(): readonly OwnChoice[] {
  const navigate = useNavigate();
  const activate = useActivateAccount();
  const org = useOrgIdOrNull();
  const account = useAccount();
  const accounts = useAppState()?.accounts;
  return useMemo(() => {
    const others = accounts?.filter(({ id }) => id !== account?.id) ?? [];
    const here = account?.id ?? '';
    return [
      ...THEMES.map(({ value, label, icon }) =>
        action({
          id: `theme_${value}`,
          label: `Theme: ${label.toLowerCase()}`,
          icon,
          run: () => void chooseTheme(value),
        }),
      ),
      ...(org === null
        ? []
        : [action({ id: 'copy_id', label: 'Copy the organization’s id', icon: Copy, run: () => copyAndTell(org) })]),
      action({
        id: 'retry_connection',
        label: 'Try the connection again',
        icon: Wifi,
        run: () => tell('There is no connection', invoke('connection.retry', { account_id: here })),
      }),
      action({
        id: 'check_updates',
        label: 'Check for updates',
        icon: Download,
        run: () => void navigate({ to: '/settings', search: { section: 'updates' } }),
      }),
      action({
        id: 'add_account',
        label: 'Add an account…',
        icon: UserPlus,
        run: () => void navigate({ to: '/welcome', search: { add: 'true' } }),
      }),
      ...others.map(({ id, label, person }) =>
        action({
          id: `account_${id}`,
          label: `Switch to ${label}`,
          detail: person.email,
          icon: UserRound,
          run: () => void activate(id),
        }),
      ),
    ];
  }, [navigate, activate, org, account, accounts]);
}
