import * as Popover from '@radix-ui/react-popover';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { day } from '../../../contract/money.ts';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type CostsAddress, PERIODS, type PeriodName } from './costs-address.ts';
import { dayLong, dayOf, namedPeriod, PERIOD_NAMES, type Period, periodText } from './period.ts';

interface PeriodChipProps {
  /** Undefined where the address names its days, or the page chose another month. */
  readonly name: PeriodName | undefined;
  readonly period: Period;
  readonly onChange: (changes: Pick<CostsAddress, 'period' | 'from' | 'to'>) => void;
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onChange: (day: string) => void;
}

/** A day as one types it: what is not one yet, such as a year that has its first digit, stays in the field alone. */
function DayField({ value, onChange, ...field }: DayFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  const type = (text: string) => {
    setTyped(text);
    if (day.safeParse(text).success) onChange(text);
  };
  return <TextField type="date" {...field} value={typed} onChange={({ target }) => type(target.value)} />;
}

/** Explains UTC days and names today's, which can differ from the person's own day. */
const daysAreUtc = (now: number): string =>
  `Days start at midnight UTC, as they are billed. In UTC it is now ${dayLong(dayOf(now))}.`;

/** Beside the period: its days are not the person's own. */
export function UtcDays() {
  return (
    <Tooltip text={daysAreUtc(useNow())}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable with the keyboard */}
      <span tabIndex={0} className="rounded-sm text-muted text-xs">
        UTC days
      </span>
    </Tooltip>
  );
}

/** The period of the page: the months and days one asks for most, or from and to. Days are UTC, as usage is billed. */
export function PeriodChip({ name: asked, period, onChange }: PeriodChipProps) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  const isNow = (name: PeriodName) => periodText(namedPeriod(name, now)) === periodText(period);
  const chosen = asked ?? PERIODS.find(isNow);
  const setDays = (days: Partial<Period>) => onChange({ ...period, ...days, period: undefined });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button aria-label={`${chosen ? `${PERIOD_NAMES[chosen]} ` : ''}${periodText(period)}. Change the period`}>
          {chosen && <span className="font-medium">{PERIOD_NAMES[chosen]} </span>}
          <span className="text-muted">{periodText(period)}</span>
          <ChevronDown aria-hidden size={14} />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Period"
          className="floating z-50 w-80 rounded-lg border border-line-strong bg-float p-3 shadow-float"
        >
          <div className="mb-3 flex flex-wrap gap-1">
            {PERIODS.map((name) => (
              <Button
                key={name}
                size="sm"
                aria-pressed={name === chosen}
                onClick={() => {
                  onChange({ period: name, from: undefined, to: undefined });
                  setOpen(false);
                }}
              >
                {PERIOD_NAMES[name]}
              </Button>
            ))}
          </div>
          <div className="grid grid-cols-2 gap-2">
            <DayField label="From" value={period.from} max={period.to} onChange={(from) => setDays({ from })} />
            <DayField label="To" value={period.to} min={period.from} onChange={(to) => setDays({ to })} />
          </div>
          <p className="mt-2 text-muted text-xs">{daysAreUtc(now)}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
