import { type Kysely, sql } from 'kysely';

/** The order of roles as lists sort by it: without an index each page reads and sorts the whole organization. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index members_by_rank on members (organization_id, array_position(array['admin', 'financial_manager',
    'organization_contributor', 'organization_user', 'team_contributor', 'infrastructure_manager'], role_id), user_id)`.execute(
    db,
  );
}
