import type { ComponentProps } from 'react';
import { cx } from '../lib/cx.ts';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps, Omit<ComponentProps<'input'>, 'id'> {
  /** Ids, tokens and the like. */
  readonly mono?: boolean;
}

/** `<TextField label="Name" error={…} {...register('name')} />` */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, hideLabel, optional, mono, className, ...input } = props;
  return (
    <FieldFrame {...{ label, hint, error, hideLabel, optional, className }}>
      {(ids) => (
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          {...input}
          {...ids}
          className={controlClass(error !== undefined, cx('h-8', mono && 'font-mono'))}
        />
      )}
    </FieldFrame>
  );
}
