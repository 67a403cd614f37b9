import { type ProblemDetail, STATUS, type StatusName } from '../../contract/errors.ts';

/** A refusal that the caller is told about: a name of the vocabulary, what is wrong, and a sentence. */
export class Problem extends Error {
  readonly status: StatusName;
  readonly details: ProblemDetail[];
  readonly retryAfterSeconds: number | undefined;
  constructor(status: StatusName, message?: string, details: ProblemDetail[] = [], retryAfterSeconds?: number) {
    super(message ?? STATUS[status].description);
    this.name = 'Problem';
    this.status = status;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** One field is wrong, and why. */
export const invalid = (field: string, message: string): Problem =>
  new Problem('invalid', `${field} ${message}`, [{ field, message }]);

/** Something does not exist, or the caller may not know that it does. */
export const notFound = (what: string): Problem => new Problem('not_found', `${what} does not exist`);

/** A value that must be unique is taken. */
export const duplicate = (field: string, message: string): Problem =>
  new Problem('duplicate', message, [{ field, message }]);

/** The caller lacks a right; `details` names it. */
export const forbidden = (right: string, message: string): Problem =>
  new Problem('forbidden', message, [{ field: right, message }]);
