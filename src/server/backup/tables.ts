import { sql } from 'kysely';
import type { Db } from '../db/tables.ts';

export interface StoredTable {
  readonly name: string;
  /** Without those that the database computes itself. */
  readonly columns: readonly string[];
  /** Columns whose numbers a sequence gives out. */
  readonly counted: readonly string[];
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly counted: boolean;
}

/** Every table of the schema but the list of its migrations, each after those it refers to. */
export async function storedTables(db: Db): Promise<StoredTable[]> {
  // By the catalog, which shows everything to everybody: the information schema hides what one has no right to.
  const { rows: columns } = await sql<ColumnRow>`
    select c.relname::text as "table", a.attname::text as "column",
      (a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like 'nextval(%') as counted
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname !~ '^kysely_|^testing_'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`.execute(db);
  const { rows: references } = await sql<{ child: string; parent: string }>`
    select child.relname::text as child, parent.relname::text as parent
    from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and k.conrelid <> k.confrelid`.execute(
    db,
  );
  const names = [...new Set(columns.map(({ table }) => table))];
  return parentsFirst(names, references).map((name) => {
    const own = columns.filter(({ table }) => table === name);
    return {
      name,
      columns: own.map(({ column }) => column),
      counted: own.filter(({ counted }) => counted).map(({ column }) => column),
    };
  });
}

function parentsFirst(names: readonly string[], references: readonly { child: string; parent: string }[]): string[] {
  const placed: string[] = [];
  let left = [...names];
  while (left.length > 0) {
    const waits = (name: string) => references.some(({ child, parent }) => child === name && left.includes(parent));
    const free = left.filter((name) => !waits(name));
    if (free.length === 0) throw new Error(`tables refer to one another in a circle: ${left.join(', ')}`);
    placed.push(...free);
    left = left.filter((name) => !free.includes(name));
  }
  return placed;
}
