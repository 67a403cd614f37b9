import type { AnswerOf } from '../../../contract/api/index.ts';

type Row = AnswerOf<'invitations.check'>['rows'][number];

export interface Outcomes {
  readonly invite: readonly string[];
  readonly members: readonly string[];
  readonly invited: readonly string[];
}

/** What the backend would do with each address, as three lists. */
export function sortOutcomes(emails: readonly string[], rows: readonly Row[]): Outcomes {
  const of = (outcome: Row['outcome']) => emails.filter((_, index) => rows[index]?.outcome === outcome);
  return { invite: of('invite'), members: of('already_member'), invited: of('already_invited') };
}
