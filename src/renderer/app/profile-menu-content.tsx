import * as Radix from '@radix-ui/react-dropdown-menu';
import { useNavigate } from '@tanstack/react-router';
import { LogOut, Mail, Plus, Settings, UserPlus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Account } from '../../contract/ipc.ts';
import { openCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { useOrganizations, useOrgIdOrNull } from '../lib/current.ts';
import { fullName, plural } from '../lib/format.ts';
import { useAppState } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { menuHeadingClass, menuItemClass, menuSeparatorClass } from '../ui/menu-entries.ts';
import { useSwitchOrganization } from './go.ts';
import { OrganizationItem, SimpleItem } from './profile-menu-items.tsx';
import { useActivateAccount } from './use-activate-account.ts';
import { useTypedFilter } from './use-typed-filter.ts';

interface ContentProps {
  readonly account: Account;
  readonly onSignOut: (account: Account) => void;
}

const Separator = () => <Radix.Separator className={`${menuSeparatorClass} shrink-0`} />;

function Me({ account, current }: { account: Account; current: boolean }) {
  const navigate = useNavigate();
  const name = fullName(account.person) || account.person.id;
  return (
    <Radix.Item
      textValue={name}
      aria-current={current || undefined}
      className={`${menuItemClass} shrink-0`}
      onSelect={() => void navigate({ to: '/account' })}
    >
      <Avatar id={account.person.id} name={name} size={24} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-muted text-xs">{account.person.email || account.label}</span>
      </span>
    </Radix.Item>
  );
}

function useOrganizationChoices() {
  const { organizations } = useOrganizations();
  const org = useOrgIdOrNull();
  const switchTo = useSwitchOrganization();
  const list = useRef<HTMLDivElement>(null);
  return { org, list, ...useTypedFilter(organizations, list), organizations, switchTo };
}

function OtherAccounts({ account }: { account: Account }) {
  const accounts = useAppState()?.accounts ?? [];
  const activate = useActivateAccount();
  const others = accounts.filter((other) => other.id !== account.id);
  if (others.length === 0) return null;
  return (
    <>
      <Radix.Label className={menuHeadingClass}>Other accounts</Radix.Label>
      {others.map((other) => (
        <Radix.Item
          key={other.id}
          textValue={other.label}
          className={menuItemClass}
          onSelect={() => void activate(other.id)}
        >
          <Avatar id={other.person.id} name={fullName(other.person) || other.label} size={24} />
          <span className="min-w-0 flex-1">
            <span className="block truncate">{other.label}</span>
            <span className="block truncate text-muted text-xs">
              {other.needs_sign_in ? 'Sign in again' : other.person.email || fullName(other.person)}
            </span>
          </span>
        </Radix.Item>
      ))}
    </>
  );
}

function PersonEntries({ account, onSignOut }: ContentProps) {
  const navigate = useNavigate();
  const org = useOrgIdOrNull();
  return (
    <>
      {org !== null && (
        <SimpleItem icon={Settings} onSelect={() => void navigate({ to: '/o/$org/account', params: { org } })}>
          Organization account
        </SimpleItem>
      )}
      <SimpleItem icon={Mail} onSelect={() => void navigate({ to: '/invitations' })}>
        My invitations
      </SimpleItem>
      <Separator />
      <OtherAccounts account={account} />
      <SimpleItem icon={UserPlus} onSelect={() => void navigate({ to: '/welcome', search: { add: 'true' } })}>
        Add an account…
      </SimpleItem>
      <SimpleItem icon={LogOut} onSelect={() => onSignOut(account)}>
        Sign out of {account.label}…
      </SimpleItem>
    </>
  );
}

export function ProfileMenuContent({ account, onSignOut }: ContentProps) {
  const { org, list, filter, matches, canFilter, organizations, switchTo, ...keys } = useOrganizationChoices();
  // The current profile is where the arrow keys start.
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    const frame = requestAnimationFrame(() => current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [list]);
  return (
    <Radix.Content
      ref={list}
      align="start"
      sideOffset={4}
      collisionPadding={8}
      {...keys}
      className="floating z-50 flex max-h-[min(640px,var(--radix-dropdown-menu-content-available-height))] w-[320px] flex-col rounded-lg border border-line-strong bg-float p-1 shadow-float"
    >
      {filter === '' && (
        <>
          <Me account={account} current={org === null} />
          <Separator />
        </>
      )}
      <div className={`${menuHeadingClass} flex justify-between gap-2`}>
        <span>{filter === '' ? 'Organizations' : `${plural(matches.length, 'organization')} with “${filter}”`}</span>
        {canFilter && filter === '' && <span className="font-normal">type to filter</span>}
      </div>
      <div className="min-h-10 overflow-y-auto">
        {matches.map((organization) => (
          <OrganizationItem
            key={organization.id}
            organization={organization}
            current={organization.id === org}
            place={organizations.indexOf(organization) + 1}
            onSelect={() => switchTo(organization.id)}
          />
        ))}
        {matches.length === 0 && (
          <p className="px-2 py-1 text-muted">{filter === '' ? 'None yet' : 'Backspace to change the filter'}</p>
        )}
      </div>
      {organizations.length > 0 && <Separator />}
      <SimpleItem icon={Plus} onSelect={openCreateOrganization}>
        Add an organization…
      </SimpleItem>
      <Separator />
      <PersonEntries account={account} onSignOut={onSignOut} />
    </Radix.Content>
  );
}
