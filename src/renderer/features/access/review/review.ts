import Papa from 'papaparse';
import { z } from 'zod';
import type { Member } from '../../../../contract/api/members.ts';
import { FORMULA } from '../../../../contract/csv.ts';
import { roleName } from '../../../lib/format.ts';
import { personName } from '../../../lib/person-name.ts';

export const decision = z.enum(['keep', 'remove']);
export type Decision = z.infer<typeof decision>;

/** Who somebody was: what the result says of them after the list of members no longer has them. */
const removedMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  last_active_at: z.string(),
});

/** A walk through all members, as far as it has come. Only ids of those who still are in the list. */
export const review = z.object({
  started_at: z.string().nullable(),
  decisions: z.record(z.string(), decision),
  /** Who has been removed already: a removal that was cut short goes on and repeats nothing. */
  done: z.array(removedMember),
});
export type Review = z.infer<typeof review>;
export const EMPTY_REVIEW: Review = { started_at: null, decisions: {}, done: [] };

/** Those about whom it is hardest to say keep come first: never active, then longest inactive. */
export const reviewOrder = (members: readonly Member[]): readonly Member[] =>
  members.toSorted((one, other) => {
    const [a, b] = [one.last_active_at ?? '', other.last_active_at ?? ''];
    return a === b ? personName(one.user).localeCompare(personName(other.user)) : a < b ? -1 : 1;
  });

export const withDecision = (before: Review, userId: string, value: Decision | null, now: string): Review => {
  const { [userId]: _, ...others } = before.decisions;
  return {
    ...before,
    started_at: before.started_at ?? now,
    decisions: value === null ? others : { ...others, [userId]: value },
  };
};

/** The first member from `from` on without a decision, going round once; undefined when everybody has one. */
export function nextOpen(members: readonly Member[], { decisions }: Review, from: number): number | undefined {
  for (let step = 0; step < members.length; step++) {
    const index = (from + step) % members.length;
    const id = members[index]?.user.id;
    if (id !== undefined && decisions[id] === undefined) return index;
  }
  return undefined;
}

/** Whom the review removes and has not removed yet; only people who still are members. */
export const toRemove = (members: readonly Member[], { decisions, done }: Review): readonly Member[] => {
  const gone = new Set(done.map(({ id }) => id));
  return members.filter(({ user }) => decisions[user.id] === 'remove' && !gone.has(user.id));
};

const toldOf = ({ user, role_id, last_active_at }: Member): Review['done'][number] => ({
  id: user.id,
  name: personName(user),
  email: user.primary_email,
  role: roleName(role_id),
  last_active_at: last_active_at ?? '',
});

/** The review after these were removed. */
export const withRemoved = (before: Review, removed: readonly Member[]): Review => ({
  ...before,
  done: [...before.done, ...removed.map(toldOf)],
});

/** The result as CSV, safe to open in a spreadsheet: everybody who was there, also those who were removed. */
export function reviewCsv(members: readonly Member[], { decisions, done }: Review): string {
  const gone = new Set(done.map(({ id }) => id));
  const rows = [
    ...done.map((one) => ({ ...one, decision: 'removed' })),
    ...members
      .filter(({ user }) => !gone.has(user.id))
      .map((member) => ({ ...toldOf(member), decision: decisions[member.user.id] ?? 'open' })),
  ];
  return Papa.unparse(rows, { escapeFormulae: FORMULA, newline: '\r\n' });
}
