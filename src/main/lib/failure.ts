import type { AppError } from '../../contract/errors.ts';

/** An expected failure: what is thrown inside main and crosses the bridge as `{ok: false, error}`. */
export class Failure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.name = 'Failure';
    this.error = error;
  }
}

/** A `Failure` of that name with a sentence for people. */
export const failure = (name: AppError['name'], message: string, more?: Partial<AppError>): Failure =>
  new Failure({ ...more, name, message });
