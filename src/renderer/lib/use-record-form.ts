import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { AppError } from '../../contract/errors.ts';
import { toAppError } from './bridge.ts';
import { fieldMessage, fieldProblem } from './format.ts';

export interface RecordForm<I extends FieldValues, O> {
  readonly form: UseFormReturn<I, unknown, O>;
  readonly submit: (event?: React.BaseSyntheticEvent) => void;
  readonly busy: boolean;
  /** What the server refused that belongs to no field of the form. */
  readonly error: AppError | null;
  /** What is wrong with a field, as a sentence. */
  readonly problem: (field: Path<I>) => string | undefined;
}

/**
 * A form whose checks are the contract's own, so that what passes here is what the server checks. What the server
 * refuses stands at its field, and what belongs to no field below the form.
 */
export function useRecordForm<S extends z.ZodObject>(
  schema: S,
  defaultValues: DefaultValues<z.input<S> & FieldValues>,
  send: (values: z.output<S>) => Promise<unknown>,
): RecordForm<z.input<S> & FieldValues, z.output<S>> {
  type I = z.input<S> & FieldValues;
  const [error, setError] = useState<AppError | null>(null);
  // The resolver's own types do not follow a schema that is a type parameter.
  const form = useForm<I, unknown, z.output<S>>({ resolver: zodResolver(schema) as never, defaultValues });
  const show = (refused: AppError) => {
    const fields = Object.keys(schema.shape).map((field) => [field, fieldProblem(refused, field)] as const);
    const known = fields.filter(([, message]) => message !== undefined);
    for (const [field, message] of known)
      form.setError(field as Path<I>, { ...(message !== undefined && { message }) }, { shouldFocus: true });
    setError(known.length > 0 ? null : refused);
  };
  const submit = form.handleSubmit(async (values) => {
    setError(null);
    try {
      await send(values);
    } catch (thrown) {
      show(toAppError(thrown));
    }
  });
  const problem = (field: Path<I>) => {
    const message = form.getFieldState(field, form.formState).error?.message;
    return message === undefined ? undefined : fieldMessage(message);
  };
  return {
    form,
    submit: (event) => void submit(event),
    busy: form.formState.isSubmitting,
    error,
    problem,
  };
}
