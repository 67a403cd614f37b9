import { FORMULA } from '../../contract/csv.ts';
import type { Invitee } from '../../contract/invite-jobs.ts';
import { ROLES } from '../../contract/permissions.ts';

const WORDS: Readonly<Record<Invitee['result'], string>> = {
  waiting: 'not sent',
  invited: 'invited',
  already_member: 'was a member already',
  already_invited: 'was invited already',
  refused: 'refused',
};

/** The list and what became of each address as CSV by RFC 4180, without anything that a spreadsheet takes for a formula. */
export async function resultsCsv(rows: readonly Invitee[]): Promise<string> {
  // Not before: no start of the app should wait for it.
  const { unparse } = (await import('papaparse')).default;
  const table = rows.map(({ email, name, role_id, team_ids, result, message }) => ({
    email,
    name,
    role: ROLES[role_id].name,
    teams: team_ids.join('; '),
    result: WORDS[result],
    reason: message ?? '',
  }));
  return `${unparse(table, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
