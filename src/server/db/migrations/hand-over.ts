import { type Kysely, sql } from 'kysely';

/**
 * The statements that make steward_system the owner of functions, so that a `security definer` acts with its rights:
 * row-level security is forced on the tables' own owner too. Who owns a function needs the right to create in its
 * schema, for this moment.
 */
export async function handOver(db: Kysely<unknown>, functions: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ schema: string }>`select quote_ident(current_schema()) as schema`.execute(db);
  const schema = rows[0]?.schema ?? 'public';
  return [
    `grant create on schema ${schema} to steward_system`,
    ...functions.map((name) => `alter function ${name} owner to steward_system`),
    `revoke create on schema ${schema} from steward_system`,
  ];
}
