import { email as emailSchema } from '../../../../contract/common.ts';
import type { RoleId } from '../../../../contract/permissions.ts';
import { findAddresses } from '../parse-addresses.ts';
import type { Mapping } from './columns.ts';
import { matchRole } from './match-role.ts';

/** One line of the list before it is sent. */
export interface DeskRow {
  readonly id: string;
  /** Its place in what was pasted, from 1. */
  readonly place: number;
  /** The address as it was written. */
  readonly written: string;
  /** Null where that is no address. */
  readonly email: string | null;
  readonly name: string;
  /** Null where the list names one that there is not. */
  readonly role: RoleId | null;
  readonly writtenRole: string;
  readonly teams: readonly string[];
  /** Teams that the list names and that there are not. */
  readonly unknownTeams: readonly string[];
}

export interface TeamName {
  readonly id: string;
  readonly name: string;
}

/** What rows get that say nothing themselves. */
export interface Defaults {
  readonly role: RoleId;
  readonly teams: readonly string[];
}

const plain = (text: string) => text.trim().toLowerCase();
const MOST_NAME = 200;

/** Finds teams in a cell, by name or id: the whole cell, or several between commas, semicolons or bars. */
export function createTeamFinder(teams: readonly TeamName[]) {
  const ids = new Map(teams.flatMap(({ id, name }) => [[plain(name), id] as const, [id, id] as const]));
  return (cell: string): { known: string[]; unknown: string[] } => {
    if (cell.trim() === '') return { known: [], unknown: [] };
    const whole = ids.get(plain(cell));
    if (whole !== undefined) return { known: [whole], unknown: [] };
    const parts = cell.split(/[,;|\n]/).filter((part) => part.trim() !== '');
    const known = parts.flatMap((part) => ids.get(plain(part)) ?? []);
    const unknown = parts.filter((part) => !ids.has(plain(part))).map((part) => part.trim());
    return { known: [...new Set(known)], unknown };
  };
}

/** The address in what was written, lower-cased, or null. */
export const readAddress = (written: string): string | null => emailSchema.safeParse(written).data ?? null;

/** A line of text without what no name holds. */
const tidyName = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what names may not have
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_NAME)
    .trim();

const makeRow = (
  place: number,
  part: Pick<DeskRow, 'written' | 'name'>,
  rest: Omit<DeskRow, 'id' | 'place' | 'written' | 'name' | 'email'>,
): DeskRow => ({
  ...{ id: String(place), place, written: part.written, email: readAddress(part.written) },
  ...{ name: tidyName(part.name), ...rest },
});

/** The rows of a pasted block of addresses. */
export const rowsOfList = (text: string, defaults: Defaults): DeskRow[] =>
  findAddresses(text).map((found, index) =>
    makeRow(index + 1, found, { ...defaults, writtenRole: '', unknownTeams: [] }),
  );

/** The rows of a table. A cell that holds several addresses is several rows; one without any is a row to mend. */
export function rowsOfTable(
  table: readonly (readonly string[])[],
  { uses, header }: Mapping,
  defaults: Defaults,
  teams: readonly TeamName[],
): DeskRow[] {
  const findTeams = createTeamFinder(teams);
  const rows: DeskRow[] = [];
  for (const cells of header ? table.slice(1) : table) {
    const of = (use: (typeof uses)[number]) =>
      cells.filter((cell, column) => uses[column] === use && cell.trim() !== '');
    const cell = of('email').join(' ').trim();
    const name = of('name').join(' ');
    const writtenRole = of('role').join(' ').trim();
    const { known, unknown } = findTeams(of('teams').join(';'));
    const rest = {
      role: writtenRole === '' ? defaults.role : matchRole(writtenRole),
      writtenRole,
      teams: known.length + unknown.length === 0 ? defaults.teams : known,
      unknownTeams: unknown,
    };
    const found = findAddresses(cell);
    for (const part of found.length === 0 ? [{ written: cell, name: '' }] : found)
      rows.push(makeRow(rows.length + 1, { written: part.written, name: name === '' ? part.name : name }, rest));
  }
  return rows;
}
