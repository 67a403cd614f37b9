import { sql } from 'kysely';
import { type OrganizationHome, organizationsHome } from '../../../contract/api/organizations.ts';
import { describeAuditEvent } from '../../../contract/audit-events.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { selectEntries } from '../audit/entries.ts';
import { organizationSpendOf } from '../billing/overview.ts';
import { isExpired, isOpen } from '../invitations/present.ts';
import { countByRole } from '../members/present.ts';
import { usageOf } from './home-usage.ts';
import { findOrganization } from './present.ts';
import { type Names, peopleIn, summarize } from './summarize.ts';

const LATEST = 8;
const EXPIRING_HOURS = 48;
const isExpiring = sql<boolean>`${isOpen}
  and invitations.expires_at <= steward_now() + make_interval(hours => ${sql.lit(EXPIRING_HOURS)})`;

/** How many invitations wait, expire soon or have expired, and which expire next. */
export async function invitationsOf(db: Db, organizationId: string): Promise<OrganizationHome['invitations']> {
  const open = db.selectFrom('invitations').where('organization_id', '=', organizationId);
  const counts = await open
    .select([
      sql<number>`count(*) filter (where ${isOpen})`.as('pending'),
      sql<number>`count(*) filter (where ${isExpiring})`.as('expiring'),
      sql<number>`count(*) filter (where ${isExpired})`.as('expired'),
    ])
    .where('status', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  const next = await open
    .select(['id', 'email', 'role_id', 'expires_at'])
    .where(isOpen)
    .orderBy('expires_at')
    .limit(5)
    .execute();
  return { ...counts, next_expiring: next };
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', sql<string>`trim(first_name || ' ' || last_name)`.as('name')])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function latestOf(db: Db, organizationId: string): Promise<OrganizationHome['latest_changes']> {
  const rows = await selectEntries(db, organizationId)
    .orderBy('timestamp', 'desc')
    .orderBy('audit_entries.seq', 'desc')
    .limit(LATEST)
    .execute();
  // Only an entry about one person names them.
  const alone = rows.map(peopleIn).filter((ids) => ids.length === 1);
  const names = await namesOf(db, alone.flat());
  return rows.map((row) => ({
    timestamp: row.timestamp,
    user:
      row.user_id === null
        ? null
        : { id: row.user_id, first_name: row.first_name ?? '', last_name: row.last_name ?? '' },
    operation: row.operation,
    description: describeAuditEvent(row.operation),
    summary: summarize(row, names),
    success: row.success,
  }));
}

async function count(db: Db, table: 'teams' | 'apps', organizationId: string): Promise<number> {
  const mine = belongsTo(table === 'teams' ? 'teams.organization_id' : 'apps.owner_id', organizationId);
  const result = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where ${mine}`.execute(db);
  return result.rows[0]?.count ?? 0;
}

const NO_INVITATIONS = { pending: 0, expiring: 0, expired: 0, next_expiring: [] };

/** The dashboard of an organization: what the caller may not see is left empty, and their abilities say why. */
export const organizationHome = handle(organizationsHome, async ({ params, db, caller, membership }) => {
  const may = membership?.abilities;
  const id = params.org_id;
  return {
    home: {
      organization: await findOrganization(db, id, caller),
      members_by_role: may?.view_members ? await countByRole(db, id) : [],
      invitations: may?.manage_members ? await invitationsOf(db, id) : NO_INVITATIONS,
      teams_count: may?.view_teams ? await count(db, 'teams', id) : 0,
      apps_count: may?.view_apps ? await count(db, 'apps', id) : 0,
      usage: may?.view_financial_data ? await usageOf(db, id) : [],
      spend: may?.view_financial_data ? await organizationSpendOf(db, id) : null,
      latest_changes: may?.view_audit_log ? await latestOf(db, id) : [],
    },
  };
});
