import { sql } from 'kysely';
import type { UsageEvent } from '../../../contract/api/usage.ts';
import { AUDIT_EVENTS } from '../../../contract/audit-events.ts';
import { belongsTo } from '../../db/belongs-to.ts';
import type { Db } from '../../db/tables.ts';
import { type Placed, type Refusal, refuse } from './parse.ts';

/** When each of these people last left the organization or was removed: the audit log knows. */
async function leftAt(db: Db, organizationId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ user_id: string; at: string }>`
    select target -> 'user' ->> 'id' as user_id, max(timestamp) as at
    from audit_entries, jsonb_array_elements(targets) as target
    where ${belongsTo('audit_entries.owner_id', organizationId)} and success
      and operation in (${sql.lit(AUDIT_EVENTS.ORGANIZATION_MEMBER_REMOVE.code)},
        ${sql.lit(AUDIT_EVENTS.ORGANIZATION_MEMBER_LEAVE.code)})
      and target -> 'user' ->> 'id' = any(${[...ids]}::text[])
    group by 1`.execute(db);
  return new Map(rows.map(({ user_id, at }) => [user_id, at]));
}

/**
 * Keeps the events of members, and of former ones up to the moment when they left: metering often comes late. All else
 * is refused by its place.
 */
export async function keepMembers(
  db: Db,
  organizationId: string,
  events: readonly Placed<UsageEvent>[],
): Promise<{ kept: UsageEvent[]; refused: Refusal[] }> {
  const people = [...new Set(events.map(({ row }) => row.user_id))];
  if (people.length === 0) return { kept: [], refused: [] };
  const members = await db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', people)
    .execute();
  const known = new Set(members.map((row) => row.user_id));
  const gone = people.filter((id) => !known.has(id));
  const left = gone.length === 0 ? new Map<string, string>() : await leftAt(db, organizationId, gone);
  const kept: UsageEvent[] = [];
  const refused: Refusal[] = [];
  for (const { index, row } of events) {
    const end = left.get(row.user_id);
    if (known.has(row.user_id) || (end !== undefined && row.timestamp <= end)) kept.push(row);
    else
      refused.push(
        refuse(index, 'user_id', end === undefined ? 'is not a member' : `was not a member any more (since ${end})`),
      );
  }
  return { kept, refused };
}
