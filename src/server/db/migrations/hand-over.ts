import { type Kysely, sql } from 'kysely';

/** The schema of the tables, as it is written in a statement. */
export async function currentSchema(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select quote_ident(current_schema()) as schema`.execute(db);
  return rows[0]?.schema ?? 'public';
}

/** Who owns a function or a view needs the right to create in its schema: steward_system has it for these statements. */
const allowedToCreate = (schema: string, statements: readonly string[]): string[] => [
  `grant create on schema ${schema} to steward_system`,
  ...statements,
  `revoke create on schema ${schema} from steward_system`,
];

/** These statements, run by steward_system: it owns what they make, and only who owns a function may replace it. */
export const madeBySystem = (schema: string, statements: readonly string[]): string[] =>
  allowedToCreate(schema, ['set local role steward_system', ...statements, 'set local role none']);

/**
 * The statements that make steward_system the owner of functions, so that a `security definer` acts with its rights:
 * row-level security is forced on the tables' own owner too.
 */
export async function handOver(db: Kysely<unknown>, functions: readonly string[]): Promise<string[]> {
  const alters = functions.map((name) => `alter function ${name} owner to steward_system`);
  return allowedToCreate(await currentSchema(db), alters);
}
