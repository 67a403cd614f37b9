import { describe, expect, it } from 'vitest';
import { toProblem } from './error-handler.ts';

const error = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('what the database or the disk cannot do now', () => {
  it.each([
    ['53100', 'The disk of the server is full. Nothing was changed'],
    ['ENOSPC', 'The disk of the server is full. Nothing was changed'],
    ['58030', 'The disk of the server cannot be written. Nothing was changed'],
    ['53300', 'The database has too much to do. Nothing was changed'],
    ['57P03', 'The database cannot be reached'],
    ['08006', 'The database cannot be reached'],
    ['ECONNREFUSED', 'The database cannot be reached'],
  ])('%s is unavailable for a while', (code, message) => {
    expect(toProblem(error(code))).toMatchObject({ status: 'unavailable', message, retryAfterSeconds: 5 });
  });

  it('is also a pool in which no connection came free in time', () => {
    const { status } = toProblem(new Error('timeout exceeded when trying to connect'));
    expect(status).toBe('unavailable');
  });

  it.each(['42P01', 'XX000', ''])('%s stays a fault of ours, without its text', (code) => {
    expect(toProblem(error(code, 'relation "users"'))).toMatchObject({
      status: 'internal',
      message: 'Something went wrong on the server',
    });
  });
});
