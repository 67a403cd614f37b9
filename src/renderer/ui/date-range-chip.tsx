import * as Popover from '@radix-ui/react-popover';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { clock } from '../lib/clock.ts';
import { cx } from '../lib/cx.ts';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

/** Days as `2026-11-24`, both included; an open end is left out. */
export interface DateRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface DateRangeChipProps {
  readonly value: DateRange;
  readonly onChange: (value: DateRange) => void;
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const shown = (day: string): string => dayFormat.format(new Date(`${day}T12:00:00`));

/** A day of the reader's own calendar, `days` before today. */
function daysAgo(days: number): string {
  const at = clock.date();
  at.setDate(at.getDate() - days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

const PRESETS: readonly (readonly [label: string, days: number])[] = [
  ['Today', 0],
  ['Last 7 days', 6],
  ['Last 30 days', 29],
  ['Last 90 days', 89],
];

/** "from 1 Nov 2026 to 24 Nov 2026", "since 1 Nov 2026", "until 24 Nov 2026". */
export function rangeText({ from, to }: DateRange): string | undefined {
  if (from && to) return from === to ? `on ${shown(from)}` : `from ${shown(from)} to ${shown(to)}`;
  if (from) return `since ${shown(from)}`;
  return to ? `until ${shown(to)}` : undefined;
}

/** A filter by days: quick choices, or from and to. */
export function DateRangeChip({ value, onChange }: DateRangeChipProps) {
  const [open, setOpen] = useState(false);
  const text = rangeText(value);
  const backwards = value.from !== undefined && value.to !== undefined && value.from > value.to;
  return (
    <span
      className={cx(
        'inline-flex min-w-0 items-center rounded-md border hover:bg-hover',
        text ? 'border-accent-line bg-accent-soft' : 'border-line-strong',
      )}
    >
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            aria-label={text ? `${text}. Change the dates` : 'Filter by date'}
            className="inline-flex h-8 min-w-0 items-center gap-1 px-2.5 text-muted hover:text-text focus-visible:rounded-md"
          >
            {text ? <span className="truncate font-medium text-text">{text}</span> : 'Date'}
            {!text && <ChevronDown aria-hidden size={14} />}
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label="Dates"
            className="floating z-50 w-80 rounded-lg border border-line-strong bg-float p-3 shadow-float"
          >
            <div className="mb-3 flex flex-wrap gap-1">
              {PRESETS.map(([label, days]) => (
                <Button
                  key={label}
                  size="sm"
                  onClick={() => {
                    onChange({ from: daysAgo(days), to: undefined });
                    setOpen(false);
                  }}
                >
                  {label}
                </Button>
              ))}
            </div>
            <div className="grid grid-cols-2 gap-2">
              <TextField
                label="From"
                type="date"
                value={value.from ?? ''}
                max={value.to}
                onChange={(event) => onChange({ ...value, from: event.target.value || undefined })}
              />
              <TextField
                label="To"
                type="date"
                value={value.to ?? ''}
                min={value.from}
                error={backwards ? 'This is before the first day.' : undefined}
                onChange={(event) => onChange({ ...value, to: event.target.value || undefined })}
              />
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {text && (
        <button
          type="button"
          aria-label={`Remove the filter ${text}`}
          onClick={() => onChange({ from: undefined, to: undefined })}
          className="mr-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
        >
          <X aria-hidden size={13} />
        </button>
      )}
    </span>
  );
}
