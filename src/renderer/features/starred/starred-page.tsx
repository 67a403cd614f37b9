import { useNavigate } from '@tanstack/react-router';
import { Boxes, Copy, Star, StarOff } from 'lucide-react';
import { useMemo } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { useOrganization, useOrgIdOrNull } from '../../lib/current.ts';
import { useStatus } from '../../lib/page.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { AppTab } from '../apps/apps-search.ts';
import { useAppLink } from '../apps/use-app-link.ts';
import { useProfileId } from '../apps/use-apps.ts';
import { useStar } from '../apps/use-star.ts';
import { useSearchText } from '../members/use-search-text.ts';
import { KINDS, type Row, starredColumns, toRow } from './starred-rows.tsx';
import { starredSearch } from './starred-search.ts';

const pick = (answer: AnswerOf<'starred.list'>) => answer.starred;
const rowId = ({ key }: Row) => key;
const rowName = ({ name }: Row) => name;

function StarredList({ profile }: { profile: string }) {
  const view = useAllPages('starred.list', { params: { user_id: profile } }, pick);
  const [address, setAddress] = useAddress(starredSearch);
  const [search, setSearch] = useSearchText(address.search ?? '', (typed) =>
    setAddress({ search: typed || undefined }),
  );
  const navigate = useNavigate();
  const link = useAppLink();
  const star = useStar(profile);
  const blocked = useBlocked();
  const organization = useOrganization();
  useStatus({ asOf: view.asOf });
  const rows = useMemo(() => view.rows.map(toRow).filter((row) => row !== undefined), [view.rows]);
  const shown = useMemo(() => {
    const matches = matcher(search);
    const { kind } = address;
    return rows.filter(
      (row) => (kind === undefined || row.kind === kind) && matches(`${row.name} ${row.id} ${row.owner} ${row.app}`),
    );
  }, [rows, search, address]);
  const columns = useMemo(() => starredColumns((row) => void star(row.target, row.owner, false)), [star]);
  const open = ({ owner, app, kind }: Row) =>
    void navigate(link({ user_id: owner, id: app }, kind === 'app' ? undefined : (`${kind}s` as AppTab)));
  if (view.complete && rows.length === 0)
    return (
      <EmptyState
        icon={Star}
        title="Nothing starred yet"
        text={
          organization === undefined
            ? 'Star the apps, models, workflows, datasets and modules that you come back to: they are all here then.'
            : `Apps that somebody stars for ${organization.name}, in an app’s menu, are here for all of its members. Your own stars are with your own profile.`
        }
      />
    );
  return (
    <>
      <Toolbar>
        <SearchField label="Search starred" value={search} onValueChange={setSearch} />
        <FilterChips
          filters={[{ id: 'kind', name: 'Kind', options: KINDS, value: address.kind ?? null }]}
          onChange={(_, value) => setAddress({ kind: KINDS.find((kind) => kind.value === value)?.value })}
        />
      </Toolbar>
      <DataTable
        label="Starred"
        rows={shown}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        onOpen={open}
        actions={(row) => [
          {
            label: row.kind === 'app' ? 'Open' : 'Open its app',
            icon: Boxes,
            shortcut: 'Enter',
            onSelect: () => open(row),
          },
          { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(row.id) },
          { separator: true },
          {
            label: 'Unstar',
            icon: StarOff,
            disabledReason: blocked,
            onSelect: () => void star(row.target, row.owner, false),
          },
        ]}
        loading={view.isPending}
        error={rows.length === 0 ? view.error : null}
        onRetry={view.refetch}
        total={view.complete ? rows.length : null}
        noun={['starred', 'starred']}
        empty={<EmptyState icon={Star} title="Nothing starred matches" text="Search by name, id or owner." />}
      />
    </>
  );
}

/** What whom one acts as has starred and can still see. */
export function StarredPage() {
  const org = useOrgIdOrNull();
  const profile = useProfileId();
  if (org === null) return <StarredList key={profile} profile={profile} />;
  return (
    <Gate action="view_apps" what="starred apps">
      <StarredList key={profile} profile={profile} />
    </Gate>
  );
}
