import { useNavigate } from '@tanstack/react-router';
import {
  Boxes,
  Building2,
  Copy,
  House,
  LogOut,
  Plus,
  Settings,
  Trash2,
  UserRoundX,
  Users,
  UsersRound,
} from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Organization } from '../../../contract/api/organizations.ts';
import { useOrganizations } from '../../lib/current.ts';
import { roleOptions } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { Button } from '../../ui/button.tsx';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { DeleteOrganizationDialog } from '../account/delete-organization-dialog.tsx';
import { LeaveDialog } from '../members/leave-dialog.tsx';
import { useSearchText } from '../members/use-search-text.ts';
import { UnfinishedBanner } from '../offboard/unfinished-banner.tsx';
import { openCreateOrganization } from './create-dialog-state.ts';
import { DeletedOrganizations } from './deleted-organizations.tsx';
import { ORGANIZATION_COLUMNS } from './organization-columns.tsx';
import { ORGANIZATIONS_TABS, organizationsSearch } from './organizations-search.ts';

interface Question {
  readonly ask: 'leave' | 'delete';
  readonly organization: Organization;
}

const rowId = ({ id }: Organization) => id;
const rowName = ({ name }: Organization) => name;

/** What can be done with an organization, from outside of it. */
function useEntries(ask: (question: Question) => void): (row: Organization) => readonly MenuEntry[] {
  const navigate = useNavigate();
  const blocked = useBlocked();
  return useMemo(
    () => (organization) => {
      const { id, abilities } = organization;
      const params = { org: id };
      return [
        { label: 'Open', icon: House, shortcut: 'Enter', onSelect: () => void navigate({ to: '/o/$org', params }) },
        { label: 'Show members', icon: Users, onSelect: () => void navigate({ to: '/o/$org/members', params }) },
        { label: 'Show teams', icon: UsersRound, onSelect: () => void navigate({ to: '/o/$org/teams', params }) },
        { label: 'Show apps', icon: Boxes, onSelect: () => void navigate({ to: '/o/$org/apps', params }) },
        { label: 'Account', icon: Settings, onSelect: () => void navigate({ to: '/o/$org/account', params }) },
        { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(id) },
        { separator: true },
        {
          label: 'Leave organization…',
          icon: LogOut,
          danger: true,
          disabledReason:
            blocked ?? (abilities.leave_organization === false ? 'Your token does not allow it.' : undefined),
          onSelect: () => ask({ ask: 'leave', organization }),
        },
        {
          label: 'Delete organization…',
          icon: Trash2,
          danger: true,
          disabledReason: blocked ?? (abilities.manage_organization === true ? undefined : 'Only admins delete it.'),
          onSelect: () => ask({ ask: 'delete', organization }),
        },
      ];
    },
    [navigate, ask, blocked],
  );
}

function Dialogs({ question, onClose }: { question: Question | null; onClose: () => void }) {
  if (question === null) return null;
  const { ask, organization } = question;
  const close = (open: boolean) => !open && onClose();
  return ask === 'leave' ? (
    <LeaveDialog org={organization.id} name={organization.name} open onOpenChange={close} />
  ) : (
    <DeleteOrganizationDialog organization={organization} open onOpenChange={close} />
  );
}

const CreateButton = ({ blocked }: { blocked: string | undefined }) => (
  <ReasonButton variant="primary" icon={Plus} reason={blocked} onClick={openCreateOrganization}>
    Create an organization
  </ReasonButton>
);

const NoOrganization = ({ blocked }: { blocked: string | undefined }) => (
  <EmptyState
    icon={Building2}
    title="No organization yet"
    text="An organization holds people, their roles and what it all costs. Create one, or accept an invitation to one."
    action={<CreateButton blocked={blocked} />}
  />
);

function OrganizationsTab() {
  const { organizations, isPending, error, refetch, asOf, complete } = useOrganizations();
  const [address, setAddress] = useAddress(organizationsSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [question, setQuestion] = useState<Question | null>(null);
  const navigate = useNavigate();
  const entries = useEntries(setQuestion);
  const blocked = useBlocked();
  useStatus({ asOf });
  const shown = useMemo(() => {
    const matches = matcher(text);
    const { role } = address;
    return organizations.filter(
      ({ id, name, role_id }) => matches(`${name} ${id}`) && (role === undefined || role_id === role),
    );
  }, [organizations, text, address]);
  if (!isPending && error === null && organizations.length === 0)
    return (
      <>
        <NoOrganization blocked={blocked} />
        <DeletedOrganizations />
      </>
    );
  const showAll = () => {
    setText('');
    setAddress({ search: undefined, role: undefined });
  };
  return (
    <>
      <UnfinishedBanner />
      <Toolbar
        actions={
          <>
            <Button icon={UserRoundX} onClick={() => void navigate({ to: '/organizations/offboard' })}>
              Offboard a person…
            </Button>
            <CreateButton blocked={blocked} />
          </>
        }
      >
        <SearchField label="Search organizations" value={text} onValueChange={setText} />
        <FilterChips
          filters={[{ id: 'role', name: 'Your role', options: roleOptions, value: address.role ?? null }]}
          onChange={(_, value) => setAddress({ role: roleOptions.find((option) => option.value === value)?.value })}
        />
      </Toolbar>
      <DataTable
        label="My organizations"
        columnsKey="organizations"
        rows={shown}
        columns={ORGANIZATION_COLUMNS}
        rowId={rowId}
        rowName={rowName}
        onOpen={(row) => void navigate({ to: '/o/$org', params: { org: row.id } })}
        actions={entries}
        loading={isPending}
        error={error}
        onRetry={refetch}
        total={complete ? organizations.length : null}
        noun={['organization', 'organizations']}
        empty={
          <EmptyState
            icon={Building2}
            title={text === '' ? 'No organization matches' : `No organization matches “${text}”`}
            text="Search by name or id."
            action={<Button onClick={showAll}>Show all organizations</Button>}
          />
        }
      />
      <DeletedOrganizations />
      <Dialogs question={question} onClose={() => setQuestion(null)} />
    </>
  );
}

// Read when it is opened: the start does not wait for it.
const FleetTab = lazy(async () => ({ default: (await import('./fleet/fleet-tab.tsx')).FleetTab }));

/** Everything of mine: to be opened, or side by side. */
export function OrganizationsPage() {
  const [{ tab = 'organizations' }] = useAddress(organizationsSearch);
  const navigate = useNavigate();
  return (
    <Tabs
      label="All organizations"
      value={tab}
      onValueChange={(value) =>
        void navigate({ to: '/organizations', search: { tab: ORGANIZATIONS_TABS.find((known) => known === value) } })
      }
      tabs={[
        { value: 'organizations', label: 'Organizations', content: <OrganizationsTab /> },
        {
          value: 'fleet',
          label: 'Side by side',
          content: (
            <Suspense fallback={null}>
              <FleetTab />
            </Suspense>
          ),
        },
      ]}
    />
  );
}
