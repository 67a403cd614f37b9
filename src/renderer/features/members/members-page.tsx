import { ChevronDown, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useRoute } from '../../lib/api.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { useOrgId } from '../../lib/current.ts';
import { roleOptions } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { useAddress } from '../../lib/use-address.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Forbidden } from '../../ui/forbidden.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { InvitationsTab } from '../invitations/invitations-tab.tsx';
import { InviteDialog } from '../invitations/invite-dialog.tsx';
import { STATUS_OPTIONS } from '../invitations/select-invitations.ts';
import { useInvitations } from '../invitations/use-invitations.ts';
import { useInviteMany } from '../invitations/use-invite-many.ts';
import { offerManage, reasonOf } from './member-offers.ts';
import { membersSearch } from './members-search.ts';
import { MembersTab } from './members-tab.tsx';
import { ReasonButton } from './reason-button.tsx';
import { useMembers } from './use-members.ts';
import { useSearchText } from './use-search-text.ts';
import { useStanding } from './use-standing.ts';
import { useTeams } from './use-teams.ts';

/** Who is in the organization and who is invited. */
export function MembersPage() {
  const org = useOrgId();
  // Selection, open details and typed text belong to one organization.
  return <MembersOf key={org} org={org} />;
}

function MembersOf({ org }: { readonly org: string }) {
  const [search, onSearch] = useAddress(membersSearch);
  const [text, setText] = useSearchText(search.search ?? '', (typed) => onSearch({ search: typed || undefined }));
  const status = STATUS_OPTIONS.find((option) => option.value === search.status)?.value ?? null;
  const [inviting, setInviting] = useState(false);
  const inviteMany = useInviteMany(org);
  const organization = useRoute('organizations.get', { params: { org_id: org } }).data?.organization;
  const standing = useStanding(org);
  const maySee = organization?.abilities.view_members !== false;
  const mayManage = organization?.abilities.manage_members === true;
  const members = useMembers(org, maySee);
  const invitations = useInvitations(org, status, mayManage);
  const inviteReason = reasonOf(offerManage(standing));
  const tab = search.tab ?? 'members';
  useStatus({ asOf: tab === 'members' ? members.asOf : invitations.asOf });
  useMenuCommand('invite', () => setInviting(true), inviteReason === undefined);

  const teams = useTeams(org, maySee).rows;
  const filters =
    tab === 'members'
      ? [
          { id: 'role', name: 'Role', options: roleOptions, value: search.role ?? null },
          {
            id: 'team',
            name: 'Team',
            options: teams.map(({ id, name }) => ({ value: id, label: name })),
            value: search.team ?? null,
          },
        ].filter(({ options }) => options.length > 0)
      : [{ id: 'status', name: 'Status', options: STATUS_OPTIONS, value: status }];
  const onFilter = (id: string, value: string | null) => {
    if (id === 'team') onSearch({ team: value ?? undefined });
    else if (id === 'role') onSearch({ role: roleOptions.find((option) => option.value === value)?.value });
    else onSearch({ status: value ?? undefined });
  };
  const shared = { org, organizationName: organization?.name ?? org, standing };
  return (
    <>
      <Tabs
        label="Members and invitations"
        value={tab}
        onValueChange={(value) => onSearch({ tab: value === 'invitations' ? 'invitations' : 'members' })}
        actions={
          <>
            <SearchField
              label="Search name, e-mail or id"
              value={text}
              onValueChange={setText}
              className="w-48 min-w-16"
            />
            <span className="flex shrink-0 gap-2">
              <FilterChips filters={filters} onChange={onFilter} />
            </span>
            <ReasonButton variant="primary" icon={UserPlus} reason={inviteReason} onClick={() => setInviting(true)}>
              Invite…
            </ReasonButton>
            <Menu
              align="end"
              trigger={<IconButton label="More ways to invite" icon={ChevronDown} className="-ml-1.5" />}
              entries={[
                {
                  ...{ label: 'Invite a few…', icon: UserPlus, disabledReason: inviteReason },
                  onSelect: () => setInviting(true),
                },
                {
                  ...{ label: 'Invite many…', icon: Users, disabledReason: mayManage ? undefined : inviteReason },
                  onSelect: () => inviteMany(),
                },
              ]}
            />
          </>
        }
        tabs={[
          {
            value: 'members',
            label: 'Members',
            count: members.complete ? members.rows.length : (organization?.members_count ?? null),
            content: maySee ? (
              <MembersTab {...shared} members={members} search={{ ...search, search: text }} onSearch={onSearch} />
            ) : (
              <Forbidden action="view_members" what="members" />
            ),
          },
          {
            value: 'invitations',
            label: 'Pending',
            count: mayManage ? organization.pending_invitations_count : null,
            content: (
              <InvitationsTab
                {...shared}
                visible={organization === undefined || mayManage}
                invitations={invitations}
                search={text}
                status={status}
                onInvite={() => setInviting(true)}
                onShowAll={() => {
                  setText('');
                  onSearch({ search: undefined, status: undefined });
                }}
              />
            ),
          },
        ]}
      />
      {inviting && (
        <InviteDialog org={org} onClose={() => setInviting(false)} onInvited={() => onSearch({ tab: 'invitations' })} />
      )}
    </>
  );
}
