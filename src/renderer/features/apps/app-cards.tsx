import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Ellipsis } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Labels } from '../../ui/labels.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Visibility } from './app-columns.tsx';
import { StarButton } from './star-button.tsx';
import { useAppLink } from './use-app-link.ts';

const MIN_WIDTH = 272;
const HEIGHT = 164;
const GAP = 12;
const PADDING = 16;

/** How many cards stand side by side in the room there is. */
function useCardsPerRow() {
  const scroller = useRef<HTMLDivElement>(null);
  const [perRow, setPerRow] = useState(3);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const width = element.clientWidth - 2 * PADDING;
      setPerRow(Math.max(1, Math.floor((width + GAP) / (MIN_WIDTH + GAP))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { scroller, perRow };
}

interface CardProps {
  readonly app: App;
  readonly entries: readonly MenuEntry[];
  readonly onStar: () => void;
}

function Card({ app, entries, onStar }: CardProps) {
  const link = useAppLink();
  return (
    <li className="relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-3 hover:border-line-strong hover:bg-hover">
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          {/* The whole card opens the app; its own controls lie above the link. */}
          <Link
            {...link(app)}
            className="block truncate rounded-sm font-medium text-base after:absolute after:inset-0 after:rounded-lg"
            title={app.name}
          >
            <bdi>{app.name}</bdi>
          </Link>
          <p className="truncate font-mono text-muted text-xs">{app.id}</p>
        </div>
        <span className="z-[1] -mt-1 -mr-1">
          <Menu
            align="end"
            trigger={<IconButton label={`Actions for ${app.name}`} icon={Ellipsis} size="sm" />}
            entries={entries}
          />
        </span>
      </div>
      <p className="mt-2 line-clamp-2 min-h-9 break-words text-muted">{app.description || 'No description'}</p>
      <div className="mt-auto flex items-center gap-3 pt-2 text-xs">
        <Visibility gettable={app.visibility.gettable} />
        {app.compliance_labels.length > 0 && <Labels labels={app.compliance_labels} />}
      </div>
      <div className="mt-1 flex items-center justify-between text-muted text-xs">
        <span className="z-[1]">
          <StarButton name={app.name} starred={app.is_starred} count={app.star_count} onToggle={onStar} />
        </span>
        <span>
          Changed <RelativeTime time={app.modified_at} />
        </span>
      </div>
    </li>
  );
}

interface AppCardsProps {
  readonly apps: readonly App[];
  readonly entries: (app: App) => readonly MenuEntry[];
  readonly onStar: (app: App) => void;
}

/** The same apps as the table, with room for what they are for. Only the rows in view are drawn. */
export function AppCards({ apps, entries, onStar }: AppCardsProps) {
  const { scroller, perRow } = useCardsPerRow();
  const virtualizer = useVirtualizer({
    count: Math.ceil(apps.length / perRow),
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT + GAP,
    overscan: 3,
    paddingStart: PADDING,
    paddingEnd: PADDING - GAP,
  });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <ul
            key={index}
            aria-label={`Apps, row ${index + 1}`}
            className="absolute inset-x-4 grid gap-3"
            style={{
              transform: `translateY(${start}px)`,
              height: HEIGHT,
              gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`,
            }}
          >
            {apps.slice(index * perRow, (index + 1) * perRow).map((app) => (
              <Card key={app.id} app={app} entries={entries(app)} onStar={() => onStar(app)} />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}
