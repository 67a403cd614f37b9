import { type UsageEvent, usageRecord } from '../../../contract/api/usage.ts';
import { rate, unitPriceOf } from '../../billing/rate.ts';
import type { Db } from '../../db/tables.ts';
import { AnswerWithStatus, handle } from '../../http/operation.ts';
import { holdAccount } from '../billing/account.ts';
import { loadPrices } from '../billing/prices.ts';
import { spendLimitOf } from '../billing/spend.ts';
import { checkCorrections } from './corrections.ts';
import { type Inserted, insertRated, type RatedRow } from './insert.ts';
import { type Placed, parseBatch, type Refusal, refuse } from './parse.ts';
import { keepMembers } from './people.ts';

/** A clock that runs a day ahead is wrong: its usage would stand on no bill for long. */
function refuseFuture(events: readonly Placed<UsageEvent>[], latest: string) {
  const late = events.filter(({ row }) => row.timestamp > latest);
  return {
    past: events.filter(({ row }) => row.timestamp <= latest),
    refused: late.map(({ index }) => refuse(index, 'timestamp', 'is more than a day in the future')),
  };
}

async function rateEvents(db: Db, organizationId: string, events: readonly UsageEvent[]): Promise<RatedRow[]> {
  if (events.length === 0) return [];
  const { own, standard } = await loadPrices(db, organizationId);
  return events.map((event) => {
    const unit_price_micros = unitPriceOf(own, standard, event);
    return { ...event, unit_price_micros, cost_micros: String(rate(event.quantity, unit_price_micros)) };
  });
}

/**
 * Records metered usage, each event rated once and for good. It holds the organization's account against the issue of an
 * invoice, together with every other batch, and no lock that keeps others waiting.
 */
const recordUsage = handle(usageRecord, async ({ params, body, db, nothingToAudit }) => {
  nothingToAudit('metering is its own record');
  const { org_id } = params;
  const batch = parseBatch(body.events);
  const account = await holdAccount(db, org_id);
  const { past, refused: early } = refuseFuture(batch.events, account.latest_timestamp);
  const { kept, refused: strangers } = await keepMembers(db, org_id, past);
  const insert = async (rows: readonly RatedRow[]): Promise<Inserted> =>
    rows.length === 0 ? { accepted: 0, late: 0 } : insertRated(db, org_id, account.open_month, rows);
  const plain = await insert(await rateEvents(db, org_id, kept));
  // After the events: a correction may stand in the same batch as what it corrects.
  const corrections = await checkCorrections(db, org_id, batch.corrections);
  const corrected = await insert(corrections.rows);
  const refused: Refusal[] = [...batch.refused, ...early, ...strangers, ...corrections.refused];
  const accepted = plain.accepted + corrected.accepted;
  const answer = {
    accepted,
    duplicates: body.events.length - refused.length - accepted,
    refused: refused.sort((a, b) => a.index - b.index),
    late: plain.late + corrected.late,
    spend_limit: await spendLimitOf(db, org_id),
  };
  return refused.length === 0 ? answer : new AnswerWithStatus('mixed_success', answer);
});

export const usageOperations = [recordUsage];
