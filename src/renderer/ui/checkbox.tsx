import * as Radix from '@radix-ui/react-checkbox';
import { Check, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface CheckboxProps {
  readonly label: string;
  /** Keeps the label for screen readers only, as in tables. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly checked: boolean | 'indeterminate';
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ label, hideLabel = false, hint, checked, onCheckedChange, disabled }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(value) => onCheckedChange(value === true)}
        aria-label={hideLabel ? label : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-neutral-mark bg-surface disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent"
      >
        <Radix.Indicator className="text-accent-contrast">
          {checked === 'indeterminate' ? (
            <Minus aria-hidden size={12} strokeWidth={3} />
          ) : (
            <Check aria-hidden size={12} strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      {!hideLabel && (
        <span className="min-w-0">
          <label htmlFor={id} className="block text-sm">
            {label}
          </label>
          {hint && (
            <span id={`${id}-hint`} className="block text-muted text-xs">
              {hint}
            </span>
          )}
        </span>
      )}
    </div>
  );
}
