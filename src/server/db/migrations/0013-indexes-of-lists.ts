import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';

/**
 * What pages of lists were read and sorted whole for: members in the order of their roles, and somebody's addresses,
 * by which their invitations are found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements(INDEXES)) await sql.raw(statement).execute(db);
}

const INDEXES = `
create index members_by_rank on members (organization_id, array_position(array['admin', 'financial_manager',
  'organization_contributor', 'organization_user', 'team_contributor', 'infrastructure_manager'], role_id), user_id);
create index emails_by_user on emails (user_id)`;
