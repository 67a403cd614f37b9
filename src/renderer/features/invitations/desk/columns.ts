import { matchRole } from './match-role.ts';
import { isAddressCell } from './read-table.ts';

/** What a column of a table is used as. */
export const COLUMN_USES = ['email', 'name', 'role', 'teams', 'skip'] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

export interface Mapping {
  /** For each column. One is the address; a name may stand in several. */
  readonly uses: readonly ColumnUse[];
  /** Whether the first row names the columns. */
  readonly header: boolean;
}

const NAMES: readonly (readonly [ColumnUse, RegExp])[] = [
  ['email', /^(primary |work |business )?(e ?mails?|mail|courriel|correo)( ?(address(es)?|adresse|id))?$/],
  ['name', /^(full|display|first|given|last|family|middle)? ?name$|^sur ?name$|^(vor|nach)?name$|^nom$|^pr[eé]nom$/],
  ['role', /^(role|rolle|r[oô]le|rol)( ?(id|name))?$/],
  ['teams', /^(teams?|groups?|gruppen?|equipos?|[eé]quipes?)( ?(ids?|names?))?$/],
];

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** What a column of this name is used as, or undefined. */
const useOfName = (name: string): ColumnUse | undefined => NAMES.find(([, pattern]) => pattern.test(plain(name)))?.[0];

type Rows = readonly (readonly string[])[];
const SAMPLE = 100;

/** The share of the cells with something in them that pass. */
function shareOf(rows: Rows, column: number, passes: (cell: string) => boolean): number {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
  return cells.length === 0 ? 0 : cells.filter(passes).length / cells.length;
}

/** The column that has most of something, where at least half of it is. */
function bestColumn(rows: Rows, columns: readonly number[], passes: (cell: string) => boolean): number | undefined {
  const shares = columns.map((column) => shareOf(rows, column, passes));
  const best = Math.max(0, ...shares);
  return best >= 0.5 ? columns[shares.indexOf(best)] : undefined;
}

/** The column that holds most addresses; empty cells count against it. */
function mostAddresses(rows: Rows, columns: readonly number[]): number | undefined {
  const counts = columns.map((column) => rows.filter((row) => isAddressCell(row[column] ?? '')).length);
  const most = Math.max(0, ...counts);
  return most === 0 ? undefined : columns[counts.indexOf(most)];
}

function hasHeader(rows: Rows): boolean {
  const [first, ...others] = rows;
  if (first === undefined || first.some(isAddressCell)) return false;
  return first.some((cell) => useOfName(cell) === 'email') || others.some((row) => row.some(isAddressCell));
}

/** Guesses what each column is: by its name, then by what stands in it. `isTeam` knows the organization's teams. */
export function guessMapping(rows: Rows, isTeam: (cell: string) => boolean): Mapping {
  const header = hasHeader(rows);
  const sample = rows.slice(header ? 1 : 0, SAMPLE);
  const width = Math.max(0, ...rows.slice(0, SAMPLE).map((row) => row.length));
  const uses: ColumnUse[] = Array.from({ length: width }, (_, column) =>
    header ? (useOfName(rows[0]?.[column] ?? '') ?? 'skip') : 'skip',
  );
  // Several may be called so; the one that holds addresses counts.
  const named = uses.flatMap((use, column) => (use === 'email' ? [column] : []));
  const all = uses.map((_, column) => column);
  const address = mostAddresses(sample, named) ?? mostAddresses(sample, all) ?? named[0] ?? 0;
  for (const column of named) uses[column] = 'skip';
  if (width > 0) uses[address] = 'email';
  const take = (use: ColumnUse, column: number | undefined) => {
    if (column !== undefined && !uses.includes(use)) uses[column] = use;
  };
  const free = () => all.filter((column) => uses[column] === 'skip');
  take(
    'role',
    bestColumn(sample, free(), (cell) => matchRole(cell) !== null),
  );
  take('teams', bestColumn(sample, free(), isTeam));
  if (!header)
    take(
      'name',
      bestColumn(sample, free(), (cell) => /\p{L}/u.test(cell) && !cell.includes('@')),
    );
  return { uses, header };
}

/** The mapping with one column used otherwise. Only a name can stand in several. */
export function withUse(mapping: Mapping, column: number, use: ColumnUse): Mapping {
  const single = use !== 'name' && use !== 'skip';
  const uses = mapping.uses.map((before, index) => {
    if (index === column) return use;
    return single && before === use ? 'skip' : before;
  });
  return { ...mapping, uses };
}
