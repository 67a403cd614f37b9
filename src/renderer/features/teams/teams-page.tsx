import { useNavigate } from '@tanstack/react-router';
import { Plus, Trash2, UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Team } from '../../../contract/api/teams.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { useOrgId } from '../../lib/current.ts';
import { useStatus } from '../../lib/page.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { Standing } from '../members/member-offers.ts';
import { ReasonButton } from '../members/reason-button.tsx';
import { useSearchText } from '../members/use-search-text.ts';
import { useStanding } from '../members/use-standing.ts';
import { useTeams } from '../members/use-teams.ts';
import { permissionOptions } from './permissions.ts';
import { TEAM_COLUMNS } from './team-columns.tsx';
import { reasonAgainst } from './team-offers.ts';
import { type Question, TeamDialogs, teamEntries } from './team-question.tsx';
import { teamsSearch } from './teams-search.ts';

const rowId = ({ id }: Team) => id;
const rowName = ({ name }: Team) => name;

function NoTeams({ standing, onCreate }: { standing: Standing; onCreate: () => void }) {
  return (
    <EmptyState
      icon={UsersRound}
      title="No team yet"
      text="A team gives several people the same permissions on the same apps. Who leaves it loses them at once."
      action={
        <ReasonButton variant="primary" icon={Plus} reason={reasonAgainst(standing, 'manage_teams')} onClick={onCreate}>
          Create a team
        </ReasonButton>
      }
    />
  );
}

function TeamList({ org }: { readonly org: string }) {
  const teams = useTeams(org);
  const standing = useStanding(org);
  const navigate = useNavigate();
  const [address, setAddress] = useAddress(teamsSearch);
  const [text, setText] = useSearchText(address.search ?? '', (typed) => setAddress({ search: typed || undefined }));
  const [question, ask] = useState<Question | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useStatus({ asOf: teams.asOf });
  const shown = useMemo(() => {
    const matches = matcher(text);
    const wanted = address.permission;
    return teams.rows.filter(
      ({ id, name, default_permission_id }) =>
        matches(`${name} ${id}`) && (wanted === undefined || default_permission_id === wanted),
    );
  }, [teams.rows, text, address.permission]);
  const reason = reasonAgainst(standing, 'manage_teams');
  useMenuCommand('new_team', () => ask({ ask: 'create' }), reason === undefined);
  const open = (team: string) => void navigate({ to: '/o/$org/teams/$team', params: { org, team } });
  const chosen = shown.filter(({ id }) => selected.has(id));
  const filter = {
    id: 'permission',
    name: 'Default permission',
    options: permissionOptions,
    value: address.permission ?? null,
  };
  const list = (
    <>
      <Toolbar
        actions={
          <ReasonButton variant="primary" icon={Plus} reason={reason} onClick={() => ask({ ask: 'create' })}>
            Create team…
          </ReasonButton>
        }
      >
        <SearchField label="Search name or id" value={text} onValueChange={setText} />
        <FilterChips
          filters={[filter]}
          onChange={(_, value) =>
            setAddress({ permission: permissionOptions.find((option) => option.value === value)?.value })
          }
        />
      </Toolbar>
      <DataTable
        label="Teams"
        columnsKey="teams"
        rows={shown}
        columns={TEAM_COLUMNS}
        rowId={rowId}
        rowName={rowName}
        selected={new Set(chosen.map(rowId))}
        onSelectedChange={setSelected}
        selectionActions={
          <ReasonButton
            icon={Trash2}
            reason={reason ?? (chosen.length > 100 ? 'Select at most 100 teams.' : undefined)}
            onClick={() => ask({ ask: 'delete', teams: chosen })}
          >
            Delete…
          </ReasonButton>
        }
        onOpen={({ id }) => open(id)}
        actions={(team) => teamEntries(team, reason, () => open(team.id), ask)}
        loading={teams.isPending}
        error={teams.rows.length === 0 ? teams.error : null}
        onRetry={teams.refetch}
        total={teams.complete ? teams.rows.length : null}
        noun={['team', 'teams']}
        empty={
          <EmptyState
            icon={UsersRound}
            title="No team matches"
            text="No team has this in its name or id, and this default."
            action={
              <Button
                onClick={() => {
                  setText('');
                  setAddress({ search: undefined, permission: undefined });
                }}
              >
                Show all teams
              </Button>
            }
          />
        }
      />
    </>
  );
  return (
    <>
      {teams.complete && teams.rows.length === 0 ? (
        <NoTeams standing={standing} onCreate={() => ask({ ask: 'create' })} />
      ) : (
        list
      )}
      {/* One place for both: a form keeps what was typed when the list turns out to be empty. */}
      <TeamDialogs
        org={org}
        question={question}
        onClose={() => ask(null)}
        onOpen={open}
        onDeleted={() => setSelected(new Set())}
      />
    </>
  );
}

/** The organization's teams. */
export function TeamsPage() {
  const org = useOrgId();
  return (
    <Gate action="view_teams" what="teams">
      <TeamList key={org} org={org} />
    </Gate>
  );
}
