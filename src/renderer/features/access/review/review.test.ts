import { expect, it } from 'vitest';
import { makeMember } from '../../../testing/world.ts';
import { EMPTY_REVIEW, nextOpen, reviewCsv, reviewOrder, toRemove, withDecision, withRemoved } from './review.ts';

const NOW = '2026-11-24T12:00:00Z';
const members = [0, 1, 2].map((index) => makeMember(index));
const ids = members.map(({ user }) => user.id);
const [first = '', second = '', third = ''] = ids;

it('asks first about those who were never active, then about the longest inactive', () => {
  const times = ['2026-11-01T00:00:00.000000Z', null, '2025-01-01T00:00:00.000000Z'];
  const timed = members.map((one, index) => ({ ...one, last_active_at: times[index] ?? null }));
  expect(reviewOrder(timed).map(({ user }) => user.id)).toEqual([second, third, first]);
});

it('goes on to the next open member, round the end, until everybody has a decision', () => {
  let review = withDecision(EMPTY_REVIEW, third, 'keep', NOW);
  expect(nextOpen(members, review, 2)).toBe(0);
  review = withDecision(withDecision(review, first, 'remove', NOW), second, 'keep', NOW);
  expect(nextOpen(members, review, 0)).toBeUndefined();
  expect(nextOpen(members, withDecision(review, second, null, NOW), 2)).toBe(1);
  expect(review.started_at).toBe(NOW);
});

it('removes whom it has not removed yet, and repeats nothing', () => {
  const decided = { ...EMPTY_REVIEW, decisions: { [first]: 'remove', [second]: 'remove' } } as const;
  expect(toRemove(members, withRemoved(decided, members.slice(0, 1))).map(({ user }) => user.id)).toEqual([second]);
});

it('exports every member with the decision, without formulas', () => {
  const [one] = members;
  if (one === undefined) throw new Error('nobody');
  const evil = { ...one, user: { ...one.user, first_name: '=cmd()', last_name: '' } };
  const csv = reviewCsv([evil], withDecision(EMPTY_REVIEW, evil.user.id, 'remove', NOW));
  expect(csv.split('\r\n')[1]).toContain(`${evil.user.id},"'=cmd()",`);
  expect(csv).toContain(',remove');
});

it('still says who was removed once the list has forgotten them', () => {
  const csv = reviewCsv(members.slice(1), withRemoved(EMPTY_REVIEW, members.slice(0, 1)));
  const lines = csv.split('\r\n');
  expect(lines.length).toBe(4);
  expect(lines[1]).toMatch(new RegExp(`^${first},.*,removed$`));
  expect(lines[2]).toMatch(new RegExp(`^${second},.*,open$`));
});
