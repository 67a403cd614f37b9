import type { AnswerOf } from '../../../../contract/api/index.ts';
import type { DeskRow } from './desk-rows.ts';

export const ROW_STATES = [
  'new',
  'checking',
  'already_member',
  'already_invited',
  'duplicate',
  'malformed',
  'unknown',
  'over_limit',
] as const;
/** What would become of a row. `unknown`: it names a role or a team that there is not. */
export type RowState = (typeof ROW_STATES)[number];

export type CheckAnswer = AnswerOf<'invitations.check'>['rows'][number];

export interface JudgedRow extends DeskRow {
  readonly state: RowState;
  /** The state in words, with what it is about. */
  readonly words: string;
}

/** What the server's answer depends on. */
export const checkKey = ({ email, teams }: DeskRow): string => `${email}\n${teams.join(' ')}`;

const MOST_TEAMS = 50;

function problemOf(row: DeskRow, first: number | undefined): readonly [RowState, string] | null {
  if (row.email === null) return ['malformed', row.written === '' ? 'No address' : 'Not an e-mail address'];
  if (first !== undefined) return ['duplicate', `Same as row ${first}`];
  if (row.role === null) return ['unknown', `No role is called “${row.writtenRole}”`];
  const [team, ...others] = row.unknownTeams;
  if (team !== undefined)
    return ['unknown', `No team is called “${team}”${others.length > 0 ? ` (and ${others.length} more)` : ''}`];
  return row.teams.length > MOST_TEAMS ? ['over_limit', `More than ${MOST_TEAMS} teams`] : null;
}

const ANSWERED: Record<CheckAnswer['outcome'], readonly [RowState, string]> = {
  invite: ['new', 'New'],
  already_member: ['already_member', 'Already a member'],
  already_invited: ['already_invited', 'Already invited'],
  duplicate: ['duplicate', 'Twice in the list'],
  unknown_team: ['unknown', 'Names a team that was deleted'],
  over_limit: ['over_limit', 'Over a limit of the plan'],
};

/** What would become of each row: by itself, by the rows before it, and by what the server said. */
export function judgeRows(rows: readonly DeskRow[], answers: ReadonlyMap<string, CheckAnswer>): JudgedRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const problem = problemOf(row, row.email === null ? undefined : seen.get(row.email));
    if (row.email !== null && !seen.has(row.email)) seen.set(row.email, row.place);
    if (problem !== null) return { ...row, state: problem[0], words: problem[1] };
    const answer = answers.get(checkKey(row));
    if (answer === undefined) return { ...row, state: 'checking', words: 'Not checked yet' };
    const [state, words] = ANSWERED[answer.outcome];
    return { ...row, state, words: state === 'over_limit' ? (answer.message ?? words) : words };
  });
}

/** How many rows have each state. */
export function countStates(rows: readonly JudgedRow[]): Record<RowState, number> {
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as Record<RowState, number>;
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** Names of the states for the chips that filter by them. */
export const STATE_NAMES: Record<RowState, string> = {
  new: 'New',
  checking: 'Not checked',
  already_member: 'Already members',
  already_invited: 'Already invited',
  duplicate: 'Duplicates',
  malformed: 'Malformed',
  unknown: 'Unknown role or team',
  over_limit: 'Over a limit',
};
