import { expect, it } from 'vitest';
import { rowsOfTable } from './desk-rows.ts';
import { type CheckAnswer, checkKey, countStates, judgeRows } from './row-state.ts';

const mapping = { uses: ['email', 'role', 'teams'], header: false } as const;
const rows = rowsOfTable(
  [
    ['new@lab.org', 'Admin'],
    ['member@lab.org'],
    ['invited@lab.org'],
    ['NEW@lab.org'],
    ['nobody@'],
    ['boss@lab.org', 'Boss'],
    ['team@lab.org', '', 'X-ray'],
    ['limit@lab.org', '', 'CT'],
    ['later@lab.org'],
  ],
  mapping,
  { role: 'organization_user', teams: [] },
  [{ id: 'ct', name: 'CT' }],
);

it('says of each row what would become of it, by itself, by the rows before it, and by the server', () => {
  const outcomes: Record<string, CheckAnswer> = {
    'new@lab.org': { outcome: 'invite' },
    'member@lab.org': { outcome: 'already_member' },
    'invited@lab.org': { outcome: 'already_invited' },
    'limit@lab.org': { outcome: 'over_limit', message: 'The plan Pay as you go has no teams' },
  };
  const answers = new Map(
    rows.flatMap((row) => (outcomes[row.email ?? ''] ? [[checkKey(row), outcomes[row.email ?? '']]] : [])) as [
      string,
      CheckAnswer,
    ][],
  );
  const judged = judgeRows(rows, answers);
  expect(judged.map(({ state, words }) => [state, words])).toEqual([
    ['new', 'New'],
    ['already_member', 'Already a member'],
    ['already_invited', 'Already invited'],
    ['duplicate', 'Same as row 1'],
    ['malformed', 'Not an e-mail address'],
    ['unknown', 'No role is called “Boss”'],
    ['unknown', 'No team is called “X-ray”'],
    ['over_limit', 'The plan Pay as you go has no teams'],
    ['checking', 'Not checked yet'],
  ]);
  expect(countStates(judged)).toMatchObject({ new: 1, unknown: 2, checking: 1, over_limit: 1 });
});
