import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { AppError } from '../../../contract/errors.ts';
import { fieldProblems } from './field-problems.ts';

/** Puts what the backend refused beside its fields; answers the error when some of it belongs to none of them. */
export function showProblems<V extends FieldValues>(
  error: AppError,
  prefix: string,
  fields: readonly Path<V>[],
  setError: UseFormSetError<V>,
): AppError | null {
  const problems = fieldProblems(error, prefix, fields);
  for (const { field, message } of problems.fields) setError(field, { type: 'server', message });
  return problems.other ? error : null;
}
