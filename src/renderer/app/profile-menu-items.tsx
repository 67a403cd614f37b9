import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check, Clock, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Organization } from '../../contract/api/organizations.ts';
import { formatNumber, roleName } from '../lib/format.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { menuItemClass } from '../ui/menu-entries.ts';

interface SimpleItemProps {
  readonly icon: LucideIcon;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function SimpleItem({ icon: Icon, onSelect, children }: SimpleItemProps) {
  return (
    <Radix.Item className={`${menuItemClass} shrink-0`} onSelect={onSelect}>
      <span className="flex w-6 shrink-0 justify-center text-muted">
        <Icon aria-hidden size={15} />
      </span>
      <span className="min-w-0 truncate">{children}</span>
    </Radix.Item>
  );
}

function Pending({ count }: { count: number }) {
  return (
    <span
      title={`${formatNumber(count)} pending invitations`}
      className="inline-flex shrink-0 items-center gap-0.5 text-amber-text"
    >
      <Clock aria-hidden size={11} />
      {formatNumber(count)} pending
    </span>
  );
}

interface OrganizationItemProps {
  readonly organization: Organization;
  readonly current: boolean;
  /** From 1; the first nine have a shortcut. */
  readonly place: number;
  readonly onSelect: () => void;
}

export function OrganizationItem({ organization, current, place, onSelect }: OrganizationItemProps) {
  const { id, name, image, role_id, pending_invitations_count: pending } = organization;
  return (
    <Radix.Item
      data-organization={id}
      textValue={name}
      aria-current={current || undefined}
      className={menuItemClass}
      onSelect={onSelect}
    >
      <Avatar id={id} name={name} image={image} kind="organization" size={24} />
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={name}>
          {name}
        </span>
        <span className="flex gap-2 text-muted text-xs">
          <span className="truncate">{roleName(role_id)}</span>
          {pending > 0 && <Pending count={pending} />}
        </span>
      </span>
      {current && <Check aria-label="open now" size={15} className="shrink-0 text-accent-text" />}
      {place <= 9 && <Kbd keys={`Mod+${place}`} />}
    </Radix.Item>
  );
}
