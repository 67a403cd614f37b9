import { useNavigate } from '@tanstack/react-router';
import { Building2, Copy, House, Plus, Settings, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Organization } from '../../contract/api/organizations.ts';
import { ROLE_IDS } from '../../contract/permissions.ts';
import { openCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { DeletedOrganizations } from '../features/organizations/deleted-organizations.tsx';
import { useOrganizations } from '../lib/current.ts';
import { formatNumber, roleName } from '../lib/format.ts';
import { useStatus } from '../lib/page.ts';
import { useConnection } from '../lib/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { copyAndTell } from '../ui/copy-and-tell.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { MenuEntry } from '../ui/menu-entries.ts';
import { SearchField } from '../ui/search-field.tsx';
import { matchingOrganizations } from './use-typed-filter.ts';

const PLANS = { enterprise: 'Enterprise', pay_as_you_go: 'Pay as you go' } as const;
const NOUN = ['organization', 'organizations'] as const;

const Name = ({ id, name, image }: Organization) => (
  <span className="flex min-w-0 items-center gap-2.5">
    <Avatar id={id} name={name} image={image} kind="organization" size={20} />
    <span className="truncate font-medium" title={name}>
      {name}
    </span>
  </span>
);

const COLUMNS: readonly Column<Organization>[] = [
  { id: 'name', header: 'Name', min: 160, grow: 3, sortValue: (row) => row.name.toLocaleLowerCase(), cell: Name },
  {
    id: 'id',
    header: 'Id',
    min: 110,
    grow: 2,
    sortValue: (row) => row.id,
    cell: (row) => (
      <span className="font-mono text-muted text-xs" title={row.id}>
        {row.id}
      </span>
    ),
  },
  {
    id: 'role',
    header: 'Your role',
    min: 184,
    sortValue: (row) => ROLE_IDS.indexOf(row.role_id),
    cell: (row) => roleName(row.role_id),
  },
  { id: 'plan', header: 'Plan', width: 112, sortValue: (row) => row.plan, cell: (row) => PLANS[row.plan] },
  {
    id: 'members',
    header: 'Members',
    width: 104,
    align: 'end',
    sortValue: (row) => row.members_count,
    cell: (row) => formatNumber(row.members_count),
  },
  {
    id: 'pending',
    header: 'Pending',
    width: 110,
    sortValue: (row) => row.pending_invitations_count,
    cell: ({ pending_invitations_count: count }) =>
      count > 0 ? <Badge tone="amber">{formatNumber(count)} waiting</Badge> : <span className="text-muted">None</span>,
  },
];

function useActions(): (row: Organization) => readonly MenuEntry[] {
  const navigate = useNavigate();
  return useMemo(
    () => (row) => {
      const params = { org: row.id };
      return [
        { label: 'Open', icon: House, onSelect: () => void navigate({ to: '/o/$org', params }) },
        { label: 'Show members', icon: Users, onSelect: () => void navigate({ to: '/o/$org/members', params }) },
        { label: 'Account', icon: Settings, onSelect: () => void navigate({ to: '/o/$org/account', params }) },
        { separator: true },
        { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(row.id) },
      ];
    },
    [navigate],
  );
}

function NoOrganization({ blocked }: { blocked: boolean }) {
  return (
    <EmptyState
      icon={Building2}
      title="No organization yet"
      text="An organization holds people, their roles and what it all costs. Create one, or accept an invitation to one."
      action={
        <Button variant="primary" icon={Plus} onClick={openCreateOrganization} disabled={blocked}>
          Create an organization
        </Button>
      }
    />
  );
}

/** Everything of mine in one table. */
export function OrganizationsPage() {
  const { organizations, isPending, error, refetch, asOf } = useOrganizations();
  const [search, setSearch] = useState('');
  const shown = useMemo(() => matchingOrganizations(organizations, search), [organizations, search]);
  const navigate = useNavigate();
  const actions = useActions();
  const offline = useConnection().state === 'offline';
  useStatus({ asOf });
  if (!isPending && error === null && organizations.length === 0)
    return (
      <>
        <NoOrganization blocked={offline} />
        <DeletedOrganizations />
      </>
    );
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-4">
        <SearchField label="Search organizations" value={search} onValueChange={setSearch} />
        <Button variant="primary" icon={Plus} className="ml-auto" onClick={openCreateOrganization} disabled={offline}>
          Create an organization
        </Button>
      </div>
      <DataTable
        label="My organizations"
        rows={shown}
        columns={COLUMNS}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={(row) => void navigate({ to: '/o/$org', params: { org: row.id } })}
        actions={actions}
        loading={isPending}
        error={error}
        onRetry={refetch}
        total={organizations.length}
        noun={NOUN}
        empty={<EmptyState title={`No organization matches “${search}”`} text="Search by name or id." />}
      />
      <DeletedOrganizations />
    </>
  );
}
