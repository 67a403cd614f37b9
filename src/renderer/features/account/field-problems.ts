import type { AppError } from '../../../contract/errors.ts';

export interface FieldProblems<F extends string> {
  /** What the backend said about fields of this form. */
  readonly fields: readonly { readonly field: F; readonly message: string }[];
  /** True when something is wrong that no field of the form can show. */
  readonly other: boolean;
}

/** Sorts the details of a refusal to the fields of a form; `prefix` is where the form's fields stand in the request. */
export function fieldProblems<F extends string>(
  error: AppError,
  prefix: string,
  fields: readonly F[],
): FieldProblems<F> {
  const details = error.details ?? [];
  const found = details.flatMap(({ field, message }) => {
    const own = fields.find((name) => field === `${prefix}.${name}` || field.startsWith(`${prefix}.${name}.`));
    return own === undefined ? [] : [{ field: own, message }];
  });
  return { fields: found, other: found.length < details.length || details.length === 0 };
}
