import { useNavigate, useParams } from '@tanstack/react-router';
import { Copy, Ellipsis, Pencil, Plus, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Team } from '../../../contract/api/teams.ts';
import { useOrgId } from '../../lib/current.ts';
import { useStatus, useSubject } from '../../lib/page.ts';
import { useAddress } from '../../lib/use-address.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useSearchText } from '../members/use-search-text.ts';
import { useStanding } from '../members/use-standing.ts';
import { DeleteTeamsDialog } from './delete-teams-dialog.tsx';
import { permissionName } from './permissions.ts';
import { TeamAppsTab } from './team-apps-tab.tsx';
import { EditTeamDialog } from './team-form-dialog.tsx';
import { TeamMembersTab } from './team-members-tab.tsx';
import { reasonAgainst } from './team-offers.ts';
import { teamSearch } from './teams-search.ts';
import { useTeam, useTeamApps, useTeamMembers } from './use-team.ts';
import { useTeamChanges } from './use-team-changes.ts';

interface TeamProps {
  readonly org: string;
  readonly team: Team;
}

/** What is done with the team itself. */
function TeamMenu({ org, team }: TeamProps) {
  const [asking, setAsking] = useState<'edit' | 'delete' | null>(null);
  const navigate = useNavigate();
  const reason = reasonAgainst(useStanding(org), 'manage_teams');
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={`Actions for team ${team.name}`} icon={Ellipsis} />}
        entries={[
          { label: 'Edit team…', icon: Pencil, disabledReason: reason, onSelect: () => setAsking('edit') },
          { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(team.id) },
          { separator: true },
          {
            label: 'Delete team…',
            icon: Trash2,
            danger: true,
            disabledReason: reason,
            onSelect: () => setAsking('delete'),
          },
        ]}
      />
      {asking === 'edit' && (
        <EditTeamDialog
          org={org}
          team={team}
          onClose={() => setAsking(null)}
          onDone={(id) => {
            setAsking(null);
            if (id !== team.id) void navigate({ to: '/o/$org/teams/$team', params: { org, team: id }, replace: true });
          }}
        />
      )}
      {asking === 'delete' && (
        <DeleteTeamsDialog
          org={org}
          teams={[team]}
          onClose={() => setAsking(null)}
          onDone={() => void navigate({ to: '/o/$org/teams', params: { org } })}
        />
      )}
    </>
  );
}

function TeamTabs({ org, team }: TeamProps) {
  const [address, setAddress] = useAddress(teamSearch);
  const tab = address.tab ?? 'members';
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [adding, setAdding] = useState(false);
  const members = useTeamMembers(org, team.id);
  const apps = useTeamApps(org, team.id);
  const standing = useStanding(org);
  const reasons = {
    members: reasonAgainst(standing, 'add_members_to_teams'),
    apps: reasonAgainst(standing, 'add_apps_to_teams'),
  };
  const changes = useTeamChanges(org, team);
  useSubject(team.name);
  useStatus({ asOf: tab === 'members' ? members.asOf : apps.asOf });
  const shared = { org, team, changes, search: text, adding, onAdd: setAdding };
  return (
    <Tabs
      label={`Team ${team.name}`}
      value={tab}
      onValueChange={(value) => {
        setText('');
        setAddress({ tab: value === 'apps' ? 'apps' : 'members', search: undefined });
      }}
      actions={
        <>
          <span className="truncate text-muted max-[1150px]:hidden">
            Default permission: <span className="text-text">{permissionName(team.default_permission_id)}</span>
          </span>
          <SearchField
            label={tab === 'members' ? 'Search the team’s members' : 'Search the team’s apps'}
            value={text}
            onValueChange={setText}
            className="w-48 min-w-24"
          />
          <ReasonButton
            variant="primary"
            icon={tab === 'members' ? UserPlus : Plus}
            reason={reasons[tab]}
            onClick={() => setAdding(true)}
          >
            {tab === 'members' ? 'Add members…' : 'Add apps…'}
          </ReasonButton>
          <TeamMenu org={org} team={team} />
        </>
      }
      tabs={[
        {
          value: 'members',
          label: 'Members',
          count: members.complete ? members.rows.length : team.members_count,
          content: <TeamMembersTab {...shared} members={members} reason={reasons.members} />,
        },
        {
          value: 'apps',
          label: 'Apps',
          count: apps.complete ? apps.rows.length : team.apps_count,
          content: <TeamAppsTab {...shared} apps={apps} reason={reasons.apps} />,
        },
      ]}
    />
  );
}

function TeamOf({ org, id }: { org: string; id: string }) {
  const { team, complete, error, refetch, isFetching } = useTeam(org, id);
  if (team !== undefined) return <TeamTabs org={org} team={team} />;
  if (error !== null) return <ErrorState error={error} onRetry={refetch} />;
  if (complete && !isFetching)
    return (
      <EmptyState
        title={`There is no team ${id}`}
        text="It was deleted, or has another id now. The list of teams shows what there is."
      />
    );
  return (
    <div aria-busy className="p-4">
      <Skeleton width={320} height={16} />
    </div>
  );
}

/** One team: who is in it and which apps it has. */
export function TeamPage() {
  const org = useOrgId();
  const { team = '' } = useParams({ strict: false });
  return (
    <Gate action="view_teams" what="teams">
      <TeamOf key={`${org}/${team}`} org={org} id={team} />
    </Gate>
  );
}
