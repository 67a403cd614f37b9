import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.ts';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

export interface TextAreaProps extends FieldProps, Omit<ComponentProps<'textarea'>, 'id'> {
  readonly mono?: boolean;
}

export function TextArea({ label, hint, error, hideLabel, optional, mono, className, ...area }: TextAreaProps) {
  return (
    <FieldFrame {...{ label, hint, error, hideLabel, optional, className }}>
      {(ids) => (
        <textarea
          rows={4}
          spellCheck={false}
          {...area}
          {...ids}
          className={controlClass(error !== undefined, cx('resize-y py-1.5', mono && 'font-mono'))}
        />
      )}
    </FieldFrame>
  );
}
