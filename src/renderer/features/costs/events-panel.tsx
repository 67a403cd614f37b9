import { useMemo } from 'react';
import type { RatedEvent } from '../../../contract/api/costs.ts';
import type { AnswerOf, InputOf } from '../../../contract/api/index.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { useEndlessList } from '../../lib/endless-list.ts';
import { exactTime, fullName } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { categoryName } from '../home/category-name.ts';
import type { CostQuery } from './cost-query.ts';
import { Money } from './money-text.tsx';
import { monthText, periodText } from './period.ts';
import { formatQuantity } from './quantity.ts';

interface EventsPanelProps {
  readonly org: string;
  readonly title: string;
  readonly query: CostQuery;
  readonly currency: string;
  readonly onClose: () => void;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

const pick = (answer: AnswerOf<'costs.events'>) => answer.events;
const after = (input: InputOf<'costs.events'>, cursor: string): InputOf<'costs.events'> => ({
  ...input,
  query: { ...input.query, cursor },
});

function EventItem({ event, currency }: { readonly event: RatedEvent; readonly currency: string }) {
  const { category, kind, quantity, cost_micros, user, app_id, team_id, model_id, timestamp, late } = event;
  const where = [app_id, model_id, team_id && `team ${team_id}`].filter(Boolean).join(' · ');
  return (
    <li className="border-line border-b py-2 last:border-b-0">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">
          {kind ?? categoryName(category)}{' '}
          <span className="font-normal text-muted">
            {formatQuantity(quantity)} {USAGE_UNITS[category]}
          </span>
        </span>
        <Money micros={cost_micros} currency={currency} className="font-medium" />
      </div>
      <div className="flex items-baseline gap-2 text-muted text-xs">
        <span className="min-w-0 flex-1 truncate" title={`${fullName(user)}${where && ` · ${where}`}`}>
          {fullName(user)}
          {where && ` · ${where}`}
        </span>
        <span title={exactTime(timestamp)}>
          <RelativeTime time={timestamp} />
        </span>
      </div>
      {(late || event.corrects !== null) && (
        <div className="mt-1 flex flex-wrap gap-1">
          {late && <Badge tone="amber">On the invoice of {monthText(event.billed_month)}</Badge>}
          {event.corrects !== null && <Badge>Correction{event.reason && `: ${event.reason}`}</Badge>}
        </div>
      )}
    </li>
  );
}

/** The metered events behind a mark or a row, newest first. */
export function EventsPanel({ org, title, query, currency, ...moves }: EventsPanelProps) {
  const input = useMemo(() => ({ params: { org_id: org }, query: { ...query, per_page: 50 } }), [org, query]);
  const events = useEndlessList('costs.events', input, { pick, after });
  const { rows, complete, error, isPending, isFetching, more, refetch } = events;
  return (
    <Panel title={title} subtitle={periodText(query)} {...moves}>
      {isPending && <Skeleton width={360} height={120} />}
      {error && rows.length === 0 && <ErrorState error={error} onRetry={refetch} />}
      {complete && rows.length === 0 && <p className="text-muted">Nothing was metered here.</p>}
      <ul aria-label="Metered events" className="-mt-2">
        {rows.map((event) => (
          <EventItem key={event.id} {...{ event, currency }} />
        ))}
      </ul>
      {!complete && rows.length > 0 && (
        <Button className="mt-3" loading={isFetching} onClick={more}>
          Show more events
        </Button>
      )}
    </Panel>
  );
}
