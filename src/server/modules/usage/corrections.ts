import { sql } from 'kysely';
import type { UsageCorrection } from '../../../contract/api/usage.ts';
import { formatDecimal, parseDecimal } from '../../billing/decimal.ts';
import { rate } from '../../billing/rate.ts';
import type { Db } from '../../db/tables.ts';
import type { RatedRow } from './insert.ts';
import { type Placed, type Refusal, refuse } from './parse.ts';

interface Checked {
  readonly rows: RatedRow[];
  readonly refused: Refusal[];
  readonly duplicates: number;
}

const selectOriginals = (db: Db, organizationId: string, ids: readonly string[]) =>
  db
    .selectFrom('usage_events')
    .select(['id', 'timestamp', 'user_id', 'app_id', 'team_id', 'category', 'kind', 'model_id', 'model_type'])
    .select(['quantity', 'corrects', 'unit_price_micros'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    // Held in their order until the end: of two corrections at once, the second counts the first.
    .orderBy('id')
    .forUpdate()
    .execute();

type Original = Awaited<ReturnType<typeof selectOriginals>>[number];

/** What is left of each event after the corrections that it has had. */
async function remaindersOf(db: Db, organizationId: string, originals: readonly Original[]) {
  const left = new Map(originals.map(({ id, quantity }) => [id, parseDecimal(quantity)]));
  const corrected = await db
    .selectFrom('usage_events')
    .select(['corrects', sql<string>`sum(quantity)`.as('quantity')])
    .where('organization_id', '=', organizationId)
    .where('corrects', 'in', [...left.keys()])
    .groupBy('corrects')
    .execute();
  for (const { corrects, quantity } of corrected)
    if (corrects !== null) left.set(corrects, (left.get(corrects) ?? 0n) + parseDecimal(quantity));
  return left;
}

const known = async (db: Db, organizationId: string, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('usage_events')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .execute();
  return new Set(rows.map(({ id }) => id));
};

/** Everything but the quantity is the corrected event's own, the price above all: taking all away costs exactly nothing. */
const asRow = (original: Original, { id, corrects, quantity, reason }: UsageCorrection): RatedRow => ({
  ...original,
  id,
  corrects,
  reason,
  quantity,
  cost_micros: String(rate(quantity, original.unit_price_micros)),
});

/** Rates corrections against the events that they correct, which stay as they are. */
export async function checkCorrections(
  db: Db,
  organizationId: string,
  corrections: readonly Placed<UsageCorrection>[],
): Promise<Checked> {
  const outcome = { rows: [] as RatedRow[], refused: [] as Refusal[], duplicates: 0 };
  if (corrections.length === 0) return outcome;
  const found = await selectOriginals(db, organizationId, [...new Set(corrections.map(({ row }) => row.corrects))]);
  const originals = new Map(found.map((one) => [one.id, one]));
  const left = found.length === 0 ? new Map<string, bigint>() : await remaindersOf(db, organizationId, found);
  const before = await known(
    db,
    organizationId,
    corrections.map(({ row }) => row.id),
  );
  for (const { index, row } of corrections) {
    const original = originals.get(row.corrects);
    const rest = (left.get(row.corrects) ?? 0n) + parseDecimal(row.quantity);
    if (before.has(row.id)) outcome.duplicates += 1;
    else if (original === undefined)
      outcome.refused.push(refuse(index, 'corrects', 'is not an event that was recorded'));
    else if (original.corrects !== null)
      outcome.refused.push(refuse(index, 'corrects', `is a correction itself: correct ${original.corrects}`));
    else if (rest < 0n) {
      const message = `takes away more than the ${formatDecimal(left.get(row.corrects) ?? 0n)} that are left`;
      outcome.refused.push(refuse(index, 'quantity', message));
    } else {
      before.add(row.id);
      left.set(row.corrects, rest);
      outcome.rows.push(asRow(original, row));
    }
  }
  return outcome;
}
