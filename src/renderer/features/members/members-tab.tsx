import { Users } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Member, MemberSort } from '../../../contract/api/members.ts';
import { useOpenRow } from '../../lib/open-row.ts';
import { personName } from '../../lib/person-name.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Sort } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { memberColumns } from './member-columns.tsx';
import { memberEntries } from './member-entries.ts';
import type { Standing } from './member-offers.ts';
import { MemberPanel } from './member-panel.tsx';
import type { MembersSearch } from './members-search.ts';
import { selectMembers } from './select-members.ts';
import { useMemberActs } from './use-member-acts.tsx';
import type { useMembers } from './use-members.ts';
import { useTeams } from './use-teams.ts';

interface MembersTabProps {
  readonly org: string;
  readonly organizationName: string;
  readonly standing: Standing;
  readonly members: ReturnType<typeof useMembers>;
  readonly search: MembersSearch;
  readonly onSearch: (changes: MembersSearch) => void;
}

const rowId = (member: Member) => member.user.id;
const rowName = (member: Member) => personName(member.user);

const toSort = (sort: MemberSort = 'name'): Sort => ({ id: sort.replace('-', ''), desc: sort.startsWith('-') });
const fromSort = (sort: Sort | null) => `${sort?.desc ? '-' : ''}${sort?.id ?? 'name'}` as MemberSort;

/** Selected rows that are on screen: nobody is changed who was filtered away. */
function useSelection(shown: readonly Member[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const members = useMemo(() => shown.filter(({ user }) => selected.has(user.id)), [shown, selected]);
  const visible = useMemo(() => new Set(members.map(rowId)), [members]);
  return { members, visible, setSelected, clear: () => setSelected(new Set()) };
}

/** Everybody in the organization, with details at the side. */
export function MembersTab({ org, organizationName, standing, members, search, onSearch }: MembersTabProps) {
  const { teamName } = useTeams(org);
  const { search: text, role, sort, team } = search;
  const shown = useMemo(
    () => selectMembers(members.rows, { search: text, role, sort, team }),
    [members.rows, text, role, sort, team],
  );
  const selection = useSelection(shown);
  const onOpenId = useCallback((member: string | undefined) => onSearch({ member }), [onSearch]);
  const details = useOpenRow(shown, rowId, search.member, onOpenId);
  const { open } = details;
  const narrow = details.row !== undefined;
  const columns = useMemo(() => {
    const all = memberColumns(standing.me, teamName);
    // The details say the rest, and the list keeps its actions in view.
    return narrow ? all.filter(({ id }) => ['name', 'role', 'last_active'].includes(id)) : all;
  }, [standing.me, teamName, narrow]);
  const onRemoving = selection.clear;
  const [acts, question] = useMemberActs({ org, organizationName, me: standing.me, open, onRemoving });
  return (
    <div className="relative flex min-h-0 flex-1">
      <DataTable
        label="Members"
        columnsKey="members"
        rows={shown}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        sort={toSort(sort)}
        onSortChange={(next) => onSearch({ sort: fromSort(next) })}
        selected={selection.visible}
        onSelectedChange={selection.setSelected}
        selectionActions={<BulkActions members={selection.members} standing={standing} acts={acts} />}
        onOpen={open}
        openId={details.row?.user.id ?? null}
        actions={(member) => memberEntries(member, standing, acts)}
        loading={members.isPending}
        error={members.rows.length === 0 ? members.error : null}
        onRetry={members.refetch}
        total={members.complete ? members.rows.length : null}
        noun={['member', 'members']}
        empty={
          <EmptyState
            icon={Users}
            title="No member matches"
            text="Nobody has this role, this team and this in their name, address or id."
            action={
              <Button onClick={() => onSearch({ search: undefined, role: undefined, team: undefined })}>
                Show all members
              </Button>
            }
          />
        }
      />
      {details.row && (
        <MemberPanel
          key={details.row.user.id}
          org={org}
          member={details.row}
          standing={standing}
          acts={acts}
          onClose={details.close}
          onPrevious={details.previous}
          onNext={details.next}
        />
      )}
      {question}
    </div>
  );
}
