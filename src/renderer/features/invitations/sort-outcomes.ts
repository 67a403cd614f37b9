import type { AnswerOf } from '../../../contract/api/index.ts';

type Row = NonNullable<AnswerOf<'invitations.create'>['rows']>[number];

export interface Outcomes {
  readonly invite: readonly string[];
  readonly members: readonly string[];
  readonly invited: readonly string[];
}

/** What the backend would do with each address, as three lists. */
export function sortOutcomes(rows: readonly Row[]): Outcomes {
  const of = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).map((row) => row.email);
  return { invite: of('invite'), members: of('already_member'), invited: of('already_invited') };
}
