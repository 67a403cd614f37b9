import { Coins } from 'lucide-react';
import { firstDay, lastDay, monthOf } from '../../../contract/calendar.ts';
import { clockTime } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { CostsAddress } from './costs-address.ts';
import { dayLong, dayOf, monthText, type Period } from './period.ts';

interface NothingUsedProps {
  readonly query: Period;
  /** The latest day before the period with usage; undefined where an older server does not say. */
  readonly lastUsedOn: string | null | undefined;
  readonly onChange: (changes: CostsAddress) => void;
}

/** In place of everything where a period has no usage: why, and where there is some. */
export function NothingUsed({ query, lastUsedOn, onChange }: NothingUsedProps) {
  const now = useNow();
  const month = lastUsedOn && monthOf(lastUsedOn);
  const action = month && (
    <Button onClick={() => onChange({ period: undefined, from: firstDay(month), to: lastDay(month), at: undefined })}>
      Show {monthText(month)}
    </Button>
  );
  if (query.from > dayOf(now))
    return (
      <EmptyState
        icon={Coins}
        title="This period has not started yet"
        text={`Usage is counted in UTC days: ${dayLong(query.from)} starts at ${clockTime(`${query.from}T00:00:00Z`)} your time on ${dayHere(query.from)}.`}
        action={action}
      />
    );
  return (
    <EmptyState
      icon={Coins}
      title="Nothing was used in this period"
      text="Costs appear here as soon as usage is metered. Choose another period or remove a filter."
      action={action}
    />
  );
}

const localDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** The person's own day on which a UTC day begins. */
const dayHere = (day: string): string => localDay.format(new Date(`${day}T00:00:00Z`));
