import { type ReactNode, useId } from 'react';
import { cx } from '../lib/cx.ts';

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly optional?: boolean;
}

export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FrameProps extends FieldProps {
  readonly className?: string | undefined;
  readonly children: (ids: ControlIds) => ReactNode;
}

export const controlClass = (invalid: boolean, className?: string) =>
  cx(
    'w-full min-w-0 rounded-md border bg-surface px-2.5 text-sm text-text disabled:bg-hover disabled:text-muted',
    'focus-visible:outline-offset-0',
    invalid ? 'border-red-mark' : 'border-line-control',
    className,
  );

/** Label, control, hint and error of one field, tied together for screen readers. */
export function FieldFrame({ label, hint, error, hideLabel = false, optional, className, children }: FrameProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium text-sm'}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <span id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} role="alert" className="break-words text-red-text text-xs">
          {error}
        </span>
      )}
    </div>
  );
}
