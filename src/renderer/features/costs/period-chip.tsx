import * as Popover from '@radix-ui/react-popover';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Period, periodText, presets } from './period.ts';

interface PeriodChipProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** The period of the page: the months and days one asks for most, or from and to. Days are UTC, as usage is billed. */
export function PeriodChip({ period, onChange }: PeriodChipProps) {
  const [open, setOpen] = useState(false);
  const choices = presets(useNow());
  const preset = choices.find(({ from, to }) => from === period.from && to === period.to);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button aria-label={`${preset?.label ?? 'Period'}: ${periodText(period)}. Change the period`}>
          {preset && <span className="font-medium">{preset.label}</span>}
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
            {choices.map(({ label, from, to }) => (
              <Button
                key={label}
                size="sm"
                aria-pressed={label === preset?.label}
                onClick={() => {
                  onChange({ from, to });
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
              value={period.from}
              max={period.to}
              onChange={({ target }) => target.value && onChange({ ...period, from: target.value })}
            />
            <TextField
              label="To"
              type="date"
              value={period.to}
              min={period.from}
              onChange={({ target }) => target.value && onChange({ ...period, to: target.value })}
            />
          </div>
          <p className="mt-2 text-muted text-xs">Days begin at midnight UTC, as they are billed.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
