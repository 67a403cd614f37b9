import { useNavigate } from '@tanstack/react-router';
import { Boxes, Copy, Star, StarOff } from 'lucide-react';
import { useMemo } from 'react';
import { z } from 'zod';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { type Starred, type StarTarget, starred } from '../../../contract/api/stars.ts';
import { useAllPages } from '../../lib/api.ts';
import { useOrgIdOrNull } from '../../lib/current.ts';
import { useStatus } from '../../lib/page.ts';
import { matcher } from '../../lib/text-match.ts';
import { useAddress } from '../../lib/use-address.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Gate } from '../../ui/forbidden.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { AppTab } from '../apps/apps-search.ts';
import { StarButton } from '../apps/star-button.tsx';
import { useAppLink } from '../apps/use-app-link.ts';
import { useProfileId } from '../apps/use-apps.ts';
import { useStar } from '../apps/use-star.ts';
import { useBlocked } from '../members/use-blocked.ts';
import { useSearchText } from '../members/use-search-text.ts';

type Kind = Starred['kind'];

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'app', label: 'App' },
  { value: 'model', label: 'Model' },
  { value: 'workflow', label: 'Workflow' },
  { value: 'dataset', label: 'Dataset' },
  { value: 'module', label: 'Module' },
];
const kindName = (kind: Kind) => KINDS.find(({ value }) => value === kind)?.label ?? kind;

const text = z.string().max(200).optional().catch(undefined);
/** What the address of the page holds. */
export const starredSearch = z.object({ search: text, kind: starred.shape.kind.optional().catch(undefined) });

/** One starred thing, app or content, as the table shows it. */
interface Row {
  readonly key: string;
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** The app that it is, or is in. */
  readonly app: string;
  readonly stars: number;
  readonly at: string;
  readonly target: StarTarget;
}

function toRow({ kind, starred_at, app, item }: Starred): Row | undefined {
  const thing = app ?? item;
  if (thing === undefined) return undefined;
  const { id, name, user_id, star_count } = thing;
  const inApp = item?.app_id ?? id;
  const reference = item === undefined ? { id, user_id } : { id, user_id, app_id: inApp };
  return {
    key: `${kind} ${user_id} ${inApp} ${id}`,
    kind,
    id,
    name,
    owner: user_id,
    app: inApp,
    stars: star_count,
    at: starred_at,
    target: { [kind]: reference } as unknown as StarTarget,
  };
}

const pick = (answer: AnswerOf<'starred.list'>) => answer.starred;
const rowId = ({ key }: Row) => key;
const rowName = ({ name }: Row) => name;

const columnsOf = (onUnstar: (row: Row) => void): readonly Column<Row>[] => [
  {
    id: 'name',
    header: 'Name',
    grow: 3,
    min: 200,
    sortValue: ({ name }) => name.toLocaleLowerCase(),
    cell: ({ id, name }) => (
      <span className="truncate" title={`${name} · ${id}`}>
        <bdi className="font-medium">{name}</bdi> <span className="font-mono text-muted text-xs">{id}</span>
      </span>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 110,
    sortValue: ({ kind }) => kindName(kind),
    cell: ({ kind }) => kindName(kind),
  },
  {
    id: 'where',
    header: 'Where',
    grow: 2,
    min: 140,
    sortValue: ({ owner, app }) => `${owner}/${app}`,
    cell: ({ kind, owner, app }) => {
      const place = kind === 'app' ? owner : `${owner} / ${app}`;
      return (
        <span className="font-mono text-muted text-xs" title={place}>
          {place}
        </span>
      );
    },
  },
  {
    id: 'stars',
    header: 'Stars',
    width: 88,
    sortValue: ({ stars }) => stars,
    cell: (row) => <StarButton name={row.name} starred count={row.stars} onToggle={() => onUnstar(row)} />,
  },
  {
    id: 'at',
    header: 'Starred',
    width: 120,
    sortValue: ({ at }) => at,
    cell: ({ at }) => <RelativeTime time={at} />,
  },
];

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
  useStatus({ asOf: view.asOf });
  const rows = useMemo(() => view.rows.map(toRow).filter((row) => row !== undefined), [view.rows]);
  const shown = useMemo(() => {
    const matches = matcher(search);
    const { kind } = address;
    return rows.filter(
      (row) => (kind === undefined || row.kind === kind) && matches(`${row.name} ${row.id} ${row.owner} ${row.app}`),
    );
  }, [rows, search, address]);
  const columns = useMemo(() => columnsOf((row) => void star(row.target, row.owner, false)), [star]);
  const open = ({ owner, app, kind }: Row) =>
    void navigate(link({ user_id: owner, id: app }, kind === 'app' ? undefined : (`${kind}s` as AppTab)));
  if (view.complete && rows.length === 0)
    return (
      <EmptyState
        icon={Star}
        title="Nothing starred yet"
        text="Star the apps, models, workflows, datasets and modules that you come back to: they are all here then."
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
