import { expect, it } from 'vitest';
import { tokenState } from './token-state.ts';

it('warns in the last week', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const at = (expires_at: string | null) => tokenState({ expires_at }, now);
  expect(at(null)).toBe('valid');
  expect(at('2026-11-24T12:00:00.000000Z')).toBe('expired');
  expect(at('2026-11-30T12:00:00.000000Z')).toBe('soon');
  expect(at('2026-12-01T12:00:00.000000Z')).toBe('valid');
});
