import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectFieldProps extends FieldProps, Omit<ComponentProps<'select'>, 'id' | 'children' | 'size'> {
  readonly options: readonly SelectOption[];
}

/** The system's own list: it works with `register`, with type-ahead and with every screen reader. */
export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  optional,
  className,
  options,
  ...select
}: SelectFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, hideLabel, optional, className }}>
      {(ids) => (
        <span className="relative flex">
          <select
            {...select}
            {...ids}
            className={controlClass(error !== undefined, 'h-8 appearance-none truncate pr-7')}
          >
            {options.map(({ value, label: text, disabled }) => (
              <option key={value} value={value} disabled={disabled} className="bg-float text-text">
                {text}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-2 right-2 text-muted" />
        </span>
      )}
    </FieldFrame>
  );
}
