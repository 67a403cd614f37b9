import { MOST_IN_JOB } from '../../../../contract/invite-jobs.ts';
import { formatNumber } from '../../../lib/format.ts';
import { guessMapping, type Mapping } from './columns.ts';
import { createTeamFinder, type Defaults, type DeskRow, rowsOfList, rowsOfTable, type TeamName } from './desk-rows.ts';
import type { Desk } from './desk-store.ts';
import { isAddressCell, readTable, type Table } from './read-table.ts';

/** What a text turned out to be: a table with columns, or addresses one after the other. */
export interface Source {
  readonly table: (Table & { readonly mapping: Mapping }) | null;
  readonly rows: readonly DeskRow[];
  /** Why the list cannot be taken as it is, in a sentence. */
  readonly problem: string | null;
}

/**
 * Pasted text is a table where its rows have several cells, and the address always in the same one: a name with a comma
 * in it makes no columns.
 */
function isTable({ rows, delimiter }: Table, header: boolean): boolean {
  const several = rows.filter((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  if (several.length === 0) return header && rows.length > 1;
  if (several.length * 2 < rows.length) return false;
  const places = new Set<number>();
  for (const row of rows)
    for (const [column, cell] of row.entries()) {
      if (!isAddressCell(cell)) continue;
      // "Byron, Ada <ada@example.org>" is one person, not two columns.
      if (!header && delimiter !== '\t' && cell.includes('<')) return false;
      places.add(column);
    }
  return places.size === 1 && (header || delimiter === '\t' || rows.length > 1);
}

/** Reads a text as the table or the addresses that it holds. Says why where it is too long or holds nobody. */
export function readSource(
  { text, file, mapping }: Pick<Desk, 'text' | 'file' | 'mapping'>,
  defaults: Defaults,
  teams: readonly TeamName[],
): Source {
  if (text.trim() === '') return { table: null, rows: [], problem: null };
  const read = readTable(text);
  const findTeams = createTeamFinder(teams);
  const guess = guessMapping(read.rows, (cell) => findTeams(cell).known.length > 0);
  const table = file !== null || isTable(read, guess.header) ? { ...read, mapping: mapping ?? guess } : null;
  const rows = table === null ? rowsOfList(text, defaults) : rowsOfTable(read.rows, table.mapping, defaults, teams);
  return { table, rows, problem: problemOf(rows) };
}

function problemOf(rows: readonly DeskRow[]): string | null {
  if (rows.length > MOST_IN_JOB)
    return `This list has ${formatNumber(rows.length)} rows. Steward invites at most ${formatNumber(MOST_IN_JOB)} at a time: split the list and invite one part after the other.`;
  return rows.some(({ email }) => email !== null) ? null : 'No e-mail address was found in this.';
}
