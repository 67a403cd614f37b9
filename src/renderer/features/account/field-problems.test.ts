import { expect, it } from 'vitest';
import { fieldProblems } from './field-problems.ts';

const error = (details?: { field: string; message: string }[]) => ({
  name: 'invalid' as const,
  message: 'Invalid request',
  details,
});

it('brings each detail to its field and says when something is left over', () => {
  const fields = ['name', 'billing_email'] as const;
  const known = { field: 'body.organization.billing_email', message: 'is not an e-mail address' };
  expect(fieldProblems(error([known]), 'body.organization', fields)).toEqual({
    fields: [{ field: 'billing_email', message: 'is not an e-mail address' }],
    other: false,
  });
  expect(fieldProblems(error([known, { field: 'body', message: 'x' }]), 'body.organization', fields).other).toBe(true);
  expect(fieldProblems(error(), 'body.organization', fields)).toEqual({ fields: [], other: true });
});
