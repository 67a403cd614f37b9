import type { Starred, StarTarget } from '../../../contract/api/stars.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StarButton } from '../apps/star-button.tsx';

type Kind = Starred['kind'];

export const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'app', label: 'App' },
  { value: 'model', label: 'Model' },
  { value: 'workflow', label: 'Workflow' },
  { value: 'dataset', label: 'Dataset' },
  { value: 'module', label: 'Module' },
];
const kindName = (kind: Kind) => KINDS.find(({ value }) => value === kind)?.label ?? kind;

/** One starred thing, app or content, as the table shows it. */
export interface Row {
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

/** Undefined for what the server named without what it is. */
export function toRow({ kind, starred_at, app, item }: Starred): Row | undefined {
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

/** The columns; a click on a star removes it. */
export const starredColumns = (onUnstar: (row: Row) => void): readonly Column<Row>[] => [
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
