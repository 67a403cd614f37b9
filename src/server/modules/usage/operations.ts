import { sql } from 'kysely';
import { type UsageEvent, usageEvent, usageRecord } from '../../../contract/api/usage.ts';
import type { Db } from '../../db/tables.ts';
import { AnswerWithStatus, handle } from '../../http/operation.ts';

interface Refusal {
  index: number;
  details: { field: string; message: string }[];
}

/** Parses each event for itself: a bad row is refused by its place, the others stay. */
function parseEvents(rows: readonly unknown[]): { good: { event: UsageEvent; index: number }[]; refused: Refusal[] } {
  const good: { event: UsageEvent; index: number }[] = [];
  const refused: Refusal[] = [];
  for (const [index, row] of rows.entries()) {
    const parsed = usageEvent.safeParse(row);
    if (parsed.success) good.push({ event: parsed.data, index });
    else
      refused.push({
        index,
        details: parsed.error.issues.map((issue) => ({
          field: ['body.events', index, ...issue.path.map(String)].join('.'),
          message: issue.message,
        })),
      });
  }
  return { good, refused };
}

/**
 * Inserts events, adds what is new to the daily sums and notes who was active, in one statement: the batch travels as one JSON text, which
 * costs the same few parameters for one event as for ten thousand.
 */
async function insertEvents(db: Db, organizationId: string, events: readonly UsageEvent[]): Promise<number> {
  const result = await sql<{ accepted: number }>`
    with given as (
      select distinct on (id) * from json_to_recordset(${JSON.stringify(events)}::json) as event(
        id text, timestamp timestamptz, user_id text, app_id text, category text, kind text, model_id text,
        model_type text, quantity numeric(21, 6))
      order by id
    ), added as (
      insert into usage_events (organization_id, id, timestamp, user_id, app_id, category, kind, model_id, model_type,
        quantity)
      select ${organizationId}, id, timestamp, user_id, app_id, category, kind, model_id, model_type, quantity
      from given on conflict do nothing returning timestamp, user_id, category, quantity
    ), active as (
      update members set last_active_at = greatest(members.last_active_at, seen.at)
      from (select user_id, least(max(timestamp), steward_now()) as at from added group by 1) seen
      where members.organization_id = ${organizationId} and members.user_id = seen.user_id
    ), daily as (
      insert into usage_daily (organization_id, day, category, quantity, events)
      select ${organizationId}, (timestamp at time zone 'UTC')::date, category, sum(quantity), count(*) from added
      group by 2, 3 order by 2, 3
      on conflict (organization_id, day, category) do update
      set quantity = usage_daily.quantity + excluded.quantity, events = usage_daily.events + excluded.events
    )
    select count(*) as accepted from added`.execute(db);
  return result.rows[0]?.accepted ?? 0;
}

/** Records metered usage. Events of people who are no members are refused by name; the rest is kept. */
const recordUsage = handle(usageRecord, async ({ params, body, db, nothingToAudit }) => {
  nothingToAudit('metering is its own record');
  const { good, refused } = parseEvents(body.events);
  const people = [...new Set(good.map(({ event }) => event.user_id))];
  const members =
    people.length === 0
      ? []
      : await db
          .selectFrom('members')
          .select('user_id')
          .where('organization_id', '=', params.org_id)
          .where('user_id', 'in', people)
          .execute();
  const known = new Set(members.map((row) => row.user_id));
  const events: UsageEvent[] = [];
  for (const { event, index } of good) {
    if (known.has(event.user_id)) events.push(event);
    else refused.push({ index, details: [{ field: `body.events.${index}.user_id`, message: 'is not a member' }] });
  }
  const accepted = events.length === 0 ? 0 : await insertEvents(db, params.org_id, events);
  refused.sort((a, b) => a.index - b.index);
  const answer = { accepted, duplicates: events.length - accepted, refused, late: 0, spend_limit: null };
  return refused.length === 0 ? answer : new AnswerWithStatus('mixed_success', answer);
});

export const usageOperations = [recordUsage];
