import type { ContentItem } from '../../../contract/api/content.ts';
import type { Column } from '../../ui/data-table/types.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Visibility } from './app-columns.tsx';
import { StarButton } from './star-button.tsx';

/** The columns of one kind of content; without a way to star there are no stars. */
export function contentColumns(onStar: ((item: ContentItem) => void) | undefined): readonly Column<ContentItem>[] {
  return [
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
      id: 'type',
      header: 'Type',
      min: 120,
      optional: 'shown',
      sortValue: ({ type }) => type,
      cell: ({ type }) =>
        type === '' ? <span className="text-muted">Not said</span> : <span title={type}>{type}</span>,
    },
    {
      id: 'visibility',
      header: 'Visibility',
      width: 128,
      optional: 'shown',
      sortValue: ({ visibility }) => visibility.gettable,
      cell: ({ visibility }) => <Visibility gettable={visibility.gettable} />,
    },
    ...(onStar === undefined
      ? []
      : [
          {
            id: 'stars',
            header: 'Stars',
            width: 88,
            optional: 'shown' as const,
            sortValue: ({ star_count }: ContentItem) => star_count,
            cell: (item: ContentItem) => (
              <StarButton
                name={item.name}
                starred={item.is_starred}
                count={item.star_count}
                onToggle={() => onStar(item)}
              />
            ),
          },
        ]),
    {
      id: 'changed',
      header: 'Changed',
      width: 116,
      sortValue: ({ modified_at }) => modified_at,
      cell: ({ modified_at }) => <RelativeTime time={modified_at} />,
    },
  ];
}
