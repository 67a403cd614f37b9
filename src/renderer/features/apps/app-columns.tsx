import type { App } from '../../../contract/api/apps.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { Labels } from '../../ui/labels.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StarButton } from './star-button.tsx';
import { visibilityText } from './visibility.ts';

export function Visibility({ gettable }: { readonly gettable: number }) {
  const { name, icon: Icon, hint } = visibilityText(gettable);
  return (
    <span className="inline-flex items-center gap-1.5" title={hint}>
      <Icon aria-hidden size={13} className="shrink-0 text-muted" />
      {name}
    </span>
  );
}

/** The list's columns. The page sorts, so that the address can hold the order. */
export const appColumns = (onStar: (app: App) => void): readonly Column<App>[] => [
  {
    id: 'name',
    header: 'Name',
    grow: 3,
    min: 200,
    sortValue: ({ name }) => name,
    cell: ({ id, name }) => (
      <span className="truncate" title={`${name} · ${id}`}>
        <bdi className="font-medium">{name}</bdi> <span className="font-mono text-muted text-xs">{id}</span>
      </span>
    ),
  },
  {
    id: 'visibility',
    header: 'Visibility',
    width: 128,
    optional: 'shown',
    cell: ({ visibility }) => <Visibility gettable={visibility.gettable} />,
  },
  {
    id: 'labels',
    header: 'Labels',
    min: 130,
    optional: 'shown',
    cell: ({ compliance_labels }) => <Labels labels={compliance_labels} />,
  },
  {
    id: 'stars',
    header: 'Stars',
    width: 88,
    optional: 'shown',
    sortValue: ({ star_count }) => star_count,
    cell: (app) => (
      <StarButton name={app.name} starred={app.is_starred} count={app.star_count} onToggle={() => onStar(app)} />
    ),
  },
  {
    id: 'created',
    header: 'Created',
    width: 116,
    optional: 'hidden',
    sortValue: ({ created_at }) => created_at,
    cell: ({ created_at }) => <RelativeTime time={created_at} />,
  },
  {
    id: 'changed',
    header: 'Changed',
    width: 116,
    sortValue: ({ modified_at }) => modified_at,
    cell: ({ modified_at }) => <RelativeTime time={modified_at} />,
  },
];
