import { BellOff } from 'lucide-react';
import { type UIEvent, useMemo } from 'react';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import type { Notification } from '../../../contract/api/notifications.ts';
import { NOTIFICATION_TOPICS } from '../../../contract/vocabulary.ts';
import { useOrganizations } from '../../lib/current.ts';
import { type EndlessList, useEndlessList } from '../../lib/endless-list.ts';
import { plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchChip } from '../../ui/search-chip.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { WHAT_COMES } from './bell-panel.tsx';
import { MarkAllButton } from './mark-all-button.tsx';
import { NotificationList } from './notification-list.tsx';
import { NotificationSkeleton } from './notification-skeleton.tsx';
import { type NotificationsAddress, notificationsAddress } from './notifications-address.ts';
import { TOPICS } from './topics.ts';
import { questionOf, useUnreadCount } from './use-notifications.ts';

const pick = (answer: AnswerOf<'notifications.list'>) => answer.notifications;
const after = (input: InputOf<'notifications.list'>, cursor: string): InputOf<'notifications.list'> => ({
  ...input,
  query: { ...input.query, cursor },
});

const topicOptions = NOTIFICATION_TOPICS.map((value) => ({ value, label: TOPICS[value].label }));
const unreadOptions = [{ value: 'true', label: 'unread' }] as const;
/** So close to the end the next page is asked for. */
const NEAR_END = 600;

interface FiltersProps {
  readonly address: NotificationsAddress;
  readonly onChange: (changes: NotificationsAddress) => void;
}

function Filters({ address, onChange }: FiltersProps) {
  const { organizations } = useOrganizations();
  const choices = useMemo(() => organizations.map(({ id, name }) => ({ value: id, label: name })), [organizations]);
  return (
    <>
      <FilterChips
        filters={[
          { id: 'unread', name: 'State', options: unreadOptions, value: address.unread ?? null },
          { id: 'topic', name: 'Topic', options: topicOptions, value: address.topic ?? null },
        ]}
        onChange={(id, value) =>
          onChange(
            id === 'unread'
              ? { unread: value === null ? undefined : 'true' }
              : { topic: NOTIFICATION_TOPICS.find((topic) => topic === value) },
          )
        }
      />
      <SearchChip
        name="Organization"
        choices={choices}
        value={address.org ?? null}
        onChange={(org) => onChange({ org: org ?? undefined })}
      />
    </>
  );
}

interface ListProps {
  readonly list: EndlessList<Notification>;
  readonly filtered: boolean;
  readonly onShowAll: () => void;
}

function List({ list, filtered, onShowAll }: ListProps) {
  const { rows, isPending, error, refetch, more, complete } = list;
  if (rows.length === 0 && error !== null) return <ErrorState error={error} onRetry={refetch} />;
  if (rows.length === 0 && complete)
    return filtered ? (
      <EmptyState
        icon={BellOff}
        title="No notification matches"
        action={<Button onClick={onShowAll}>Show all notifications</Button>}
      />
    ) : (
      <EmptyState icon={BellOff} title="Nothing to tell you yet" text={WHAT_COMES} />
    );
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLDivElement>) => {
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) more();
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" onScroll={onScroll}>
      <div className="mx-auto w-full max-w-[760px] px-4 pb-8">
        {isPending ? <NotificationSkeleton /> : <NotificationList rows={rows} />}
        {!isPending && !complete && (
          <div className="flex justify-center pt-4">
            <Button loading={list.isFetching} onClick={more}>
              Show older
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

/** Everything that the person was told, by day. */
export function NotificationsPage() {
  const [address, setAddress] = useAddress(notificationsAddress);
  const list = useEndlessList('notifications.list', questionOf(address), { pick, after });
  const unreadCount = useUnreadCount();
  const filtered = Object.values(address).some((value) => value !== undefined);
  useStatus({
    asOf: list.asOf,
    count: `${list.complete ? '' : 'first '}${plural(list.rows.length, 'notification')}, ${unreadCount} unread`,
  });
  const showAll = () => setAddress({ unread: undefined, topic: undefined, org: undefined });
  return (
    <>
      <Toolbar actions={<MarkAllButton shown={list.rows} filtered={filtered} unreadCount={unreadCount} />}>
        <Filters address={address} onChange={setAddress} />
      </Toolbar>
      <List list={list} filtered={filtered} onShowAll={showAll} />
    </>
  );
}
