import * as Radix from '@radix-ui/react-dropdown-menu';
import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import type { Organization } from '../../contract/api/organizations.ts';
import type { Account } from '../../contract/ipc.ts';
import { planName } from '../features/organizations/plan-name.ts';
import { useOrganization, useOrgIdOrNull } from '../lib/current.ts';
import { fullName, roleName } from '../lib/format.ts';
import { later } from '../lib/later.tsx';
import { useAccount } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useLandmark } from '../ui/use-landmark.ts';
import { ProfileMenuContent } from './profile-menu-content.tsx';
import { setProfileMenu, useProfileMenu } from './profile-menu-state.ts';

const SignOutDialog = later(async () => (await import('../features/account/sign-out-dialog.tsx')).SignOutDialog);

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly image: string | null;
  readonly kind: 'organization' | 'person';
}

function shownProfile(account: Account, org: string | null, organization: Organization | undefined): Shown {
  const { person } = account;
  if (org === null)
    return { id: person.id, name: fullName(person) || person.id, note: account.label, image: null, kind: 'person' };
  return {
    id: org,
    name: organization?.name ?? org,
    note: organization ? `${roleName(organization.role_id)} · ${planName(organization.plan)}` : '',
    image: organization?.image ?? null,
    kind: 'organization',
  };
}

/** Whom one acts as: the person or one of the organizations. The heart of the window. */
export function ProfileMenu() {
  const account = useAccount();
  const org = useOrgIdOrNull();
  const organization = useOrganization();
  const open = useProfileMenu((state) => state.open);
  const [leaving, setLeaving] = useState<Account | null>(null);
  const [triggerRef, container] = useLandmark();
  if (account === null) return null;
  const shown = shownProfile(account, org, organization);
  return (
    <>
      <Radix.Root modal={false} open={open} onOpenChange={setProfileMenu}>
        <Radix.Trigger
          ref={triggerRef}
          className="flex h-12 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-active"
        >
          <Avatar id={shown.id} name={shown.name} image={shown.image} kind={shown.kind} size={28} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold" title={shown.name}>
              {shown.name}
            </span>
            <span className="block truncate text-muted text-xs" title={shown.note}>
              {shown.note}
            </span>
          </span>
          <span className="sr-only">Switch profile</span>
          <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-muted" />
        </Radix.Trigger>
        <Radix.Portal container={container}>
          <ProfileMenuContent account={account} onSignOut={setLeaving} />
        </Radix.Portal>
      </Radix.Root>
      {leaving !== null && <SignOutDialog account={leaving} open onOpenChange={(next) => !next && setLeaving(null)} />}
    </>
  );
}
