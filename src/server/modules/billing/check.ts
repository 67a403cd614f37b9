import { sql } from 'kysely';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';

/** Something that does not agree with what it was made of. */
export interface Finding {
  readonly organization_id: string;
  readonly what: string;
}

/** The daily sums against the events, recomputed: a row that is there on one side alone, or with other sums. */
const ROLLUPS = sql<Finding>`
  with raw as (
    select organization_id, (timestamp at time zone 'UTC')::date as day, user_id, coalesce(app_id, '') as app_id, category,
      coalesce(kind, '') as kind, coalesce(model_id, '') as model_id, coalesce(model_type, '') as model_type,
      coalesce(team_id, '') as team_id, period, unit_price_micros, sum(quantity) as quantity, count(*) as events,
      sum(cost_micros) as cost_micros
    from usage_events group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  )
  select organization_id, 'the sums of ' || day || ' differ from its events (' || count(*) || ' rows)' as what from (
    (table raw except all table usage_daily) union all (table usage_daily except all table raw)
  ) differing group by organization_id, day order by organization_id, day limit 1000`;

/** The sums without the member against those with it, which stand against the events above. */
const TOTALS = sql<Finding>`
  with summed as (
    select organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros,
      sum(quantity) as quantity, sum(events) as events, sum(cost_micros) as cost_micros
    from usage_daily group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  ), totals as (
    select organization_id, day, app_id, category, kind, model_id, model_type, team_id, period, unit_price_micros,
      sum(quantity) as quantity, sum(events) as events, sum(cost_micros) as cost_micros
    from usage_totals group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  )
  select organization_id, 'the sums of ' || day || ' differ from those of its members (' || count(*) || ' rows)' as what from (
    (table summed except all table totals) union all (table totals except all table summed)
  ) differing group by organization_id, day order by organization_id, day limit 1000`;

/** The sums of months against those of their days. */
const MONTHS = sql<Finding>`
  with summed as (
    select organization_id, date_trunc('month', day)::date as month, user_id, app_id, category, team_id,
      sum(quantity) as quantity, sum(events)::bigint as events, sum(cost_micros) as cost_micros
    from usage_daily group by 1, 2, 3, 4, 5, 6
  )
  select organization_id, 'the sums of ' || to_char(month, 'YYYY-MM') || ' differ from those of its days ('
    || count(*) || ' rows)' as what from (
    (table summed except all table usage_months) union all (table usage_months except all table summed)
  ) differing group by organization_id, month order by organization_id, month limit 1000`;

/** Each event rated again, by PostgreSQL's own arithmetic, at the price at which it was rated. */
const RATES = sql<Finding>`
  select organization_id, 'the event ' || id || ' costs ' || cost_micros || ' instead of '
    || round_half_even(quantity * unit_price_micros) as what
  from usage_events where cost_micros <> round_half_even(quantity * unit_price_micros) order by 1, id limit 1000`;

/** Corrections beyond what there was. */
const CORRECTIONS = sql<Finding>`
  select original.organization_id, 'the event ' || original.id || ' is corrected below nothing' as what
  from usage_events original join usage_events correction
    on correction.organization_id = original.organization_id and correction.corrects = original.id
  group by original.organization_id, original.id, original.quantity
  having original.quantity + sum(correction.quantity) < 0 order by 1 limit 1000`;

/** Invoices against their lines and their payments; their usage lines against the sums, up to the rounding of each line. */
const INVOICES = sql<Finding>`
  select organization_id, 'the invoice ' || number || ' is not the sum of its lines' as what from invoices
  where total_micros <> (select coalesce(sum(amount_micros), 0) from invoice_lines line
    where line.organization_id = invoices.organization_id and line.period = invoices.period)
  union all
  select organization_id, 'the invoice ' || number || ' has other payments than it says' from invoices
  where paid_micros <> (select coalesce(sum(amount_micros - credited_micros), 0) from payments
    where payments.organization_id = invoices.organization_id and payments.period = invoices.period)
  union all
  select organization_id, 'the invoice ' || number || ' bills other usage than there is' from invoices
  where abs((select coalesce(sum(amount_micros), 0) from invoice_lines line
      where line.organization_id = invoices.organization_id and line.period = invoices.period
        and line.type in ('usage', 'late_usage'))
    - (select coalesce(sum(cost_micros), 0) from usage_daily
      where usage_daily.organization_id = invoices.organization_id and usage_daily.period = invoices.period))
    > 1000000 * (select count(*) from invoice_lines line
      where line.organization_id = invoices.organization_id and line.period = invoices.period)`;

const CREDITS = sql<Finding>`
  select organization_id, 'the balance of credits is not the sum of its history' as what from billing_accounts
  where credit_balance_micros <> (select coalesce(sum(amount_micros), 0) from credit_entries entry
    where entry.organization_id = billing_accounts.organization_id)`;

/** Recomputes all sums of money from what they were made of, and answers what does not agree; none where all does. */
export async function checkBilling(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const query of [ROLLUPS, TOTALS, MONTHS, RATES, CORRECTIONS, INVOICES, CREDITS])
    findings.push(...(await asSystem(db, (trx) => query.execute(trx))).rows);
  return findings;
}
