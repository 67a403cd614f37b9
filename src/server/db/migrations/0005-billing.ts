import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { type Isolation, isolate } from './isolate.ts';

/** Half to even, as invoices round: PostgreSQL's own `round` goes away from zero. */
const rounding = `
create function round_half_even(value numeric) returns numeric language sql immutable as $$
  select case when abs(value - trunc(value)) = 0.5 then 2 * round(value / 2) else round(value) end
$$`;

/** Prices and terms are the operator's; an organization can have its own. What was rated keeps its price. */
const prices = `
create table default_prices (
  category text not null,
  kind text not null default '',
  model_type text not null default '',
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  unit_price_micros numeric(20, 6) not null check (unit_price_micros >= 0),
  primary key (category, kind, model_type, valid_from)
);
create table organization_prices (
  organization_id text not null references organizations (id) on delete cascade,
  category text not null,
  kind text not null default '',
  model_type text not null default '',
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  unit_price_micros numeric(20, 6) not null check (unit_price_micros >= 0),
  primary key (organization_id, category, kind, model_type, valid_from)
);
create table billing_issuer (
  singleton boolean primary key default true check (singleton),
  currency text not null,
  name text not null,
  address text[] not null default '{}',
  email text,
  tax_id text,
  account_holder text not null,
  iban text,
  bic text,
  number_prefix text not null,
  next_number bigint not null default 1 check (next_number > 0),
  terms jsonb not null
);
insert into billing_issuer (currency, name, account_holder, number_prefix, terms) values ('USD', 'Steward', 'Steward', 'STW',
  '{"allowances": [], "tiers": [], "taxes": [], "payment_days": 30}');
insert into default_prices (category, kind, valid_from, unit_price_micros) values
  ('prediction', '', '2000-01-01Z', 1200), ('prediction', 'text', '2000-01-01Z', 800),
  ('search', '', '2000-01-01Z', 1000),
  ('tokens', '', '2000-01-01Z', 0.6), ('tokens', 'output', '2000-01-01Z', 1.8),
  ('compute', '', '2000-01-01Z', 1000000), ('compute', 'g5.xlarge', '2000-01-01Z', 1206000),
  ('compute', 'g6e.2xlarge', '2000-01-01Z', 2242080), ('compute', 't3a.medium', '2000-01-01Z', 37600),
  ('training', '', '2000-01-01Z', 4000000), ('training', 'deep', '2000-01-01Z', 9500000),
  ('storage', '', '2000-01-01Z', 120)`;

/** Usage from before there were prices costs nothing. */
const usage = `
alter table usage_events
  add column received_at timestamptz not null default steward_now(),
  add column team_id text,
  add column corrects text,
  add column reason text,
  add column period date not null default '2000-01-01',
  add column unit_price_micros numeric(20, 6) not null default 0,
  add column cost_micros numeric(38, 0) not null default 0;
update usage_events set period = date_trunc('month', timestamp at time zone 'UTC')::date;
alter table usage_events alter column period drop default;
create index usage_events_by_time on usage_events (organization_id, timestamp desc, id desc);
create index usage_events_by_member on usage_events (organization_id, user_id, timestamp desc, id desc);
create index usage_events_corrections on usage_events (organization_id, corrects) where corrects is not null;
drop table usage_daily;
create table usage_daily (
  organization_id text not null references organizations (id) on delete cascade,
  day date not null,
  user_id text collate "C" not null,
  app_id text collate "C" not null,
  category text collate "C" not null,
  kind text collate "C" not null,
  model_id text collate "C" not null,
  model_type text collate "C" not null,
  team_id text collate "C" not null,
  period date not null,
  unit_price_micros numeric(20, 6) not null,
  quantity numeric(38, 6) not null,
  events bigint not null,
  cost_micros numeric(38, 0) not null,
  primary key (organization_id, day, user_id, app_id, category, kind, model_id, model_type, team_id, period,
    unit_price_micros)
);
create index usage_daily_by_period on usage_daily (organization_id, period);
insert into usage_daily
select organization_id, (timestamp at time zone 'UTC')::date, user_id, coalesce(app_id, ''), category, coalesce(kind, ''),
  coalesce(model_id, ''), coalesce(model_type, ''), '', period, 0, sum(quantity), count(*), 0
from usage_events group by 1, 2, 3, 4, 5, 6, 7, 8, 10`;

const invoices = `
create table billing_accounts (
  organization_id text primary key references organizations (id) on delete cascade,
  currency text not null,
  open_month date not null check (extract(day from open_month) = 1),
  legal_name text,
  address text[] not null default '{}',
  tax_id text,
  purchase_order text,
  spend_limit_micros numeric(38, 0),
  terms jsonb,
  credit_balance_micros numeric(38, 0) not null default 0 check (credit_balance_micros >= 0),
  modified_at timestamptz
);
create index billing_accounts_by_month on billing_accounts (open_month);
create table invoices (
  organization_id text not null references organizations (id) on delete cascade,
  period date not null,
  number text not null unique,
  status text not null check (status in ('open', 'paid', 'void')),
  currency text not null,
  subtotal_micros numeric(38, 0) not null,
  tax_micros numeric(38, 0) not null,
  credit_micros numeric(38, 0) not null,
  total_micros numeric(38, 0) not null,
  paid_micros numeric(38, 0) not null default 0 check (paid_micros <= greatest(total_micros, 0)),
  reference text not null,
  issuer jsonb not null,
  recipient jsonb not null,
  purchase_order text,
  issued_at timestamptz not null default steward_now(),
  due_on date not null,
  paid_at timestamptz,
  void_reason text,
  primary key (organization_id, period)
);
create table invoice_lines (
  organization_id text not null,
  period date not null,
  place integer not null,
  type text not null,
  category text,
  kind text,
  description text not null,
  quantity numeric(38, 6),
  unit text,
  unit_price_micros numeric(20, 6),
  amount_micros numeric(38, 0) not null,
  primary key (organization_id, period, place),
  foreign key (organization_id, period) references invoices (organization_id, period) on delete cascade
)`;

const payments = `
create table payment_methods (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null,
  type text not null check (type in ('bank_transfer')),
  label text not null,
  account_holder text not null,
  iban_last4 text,
  created_at timestamptz not null default steward_now(),
  primary key (organization_id, id)
);
create table payments (
  organization_id text not null,
  id text not null,
  period date not null,
  method text not null check (method in ('bank_transfer')),
  source text not null check (source in ('manual', 'reconciliation')),
  amount_micros numeric(38, 0) not null check (amount_micros > 0),
  credited_micros numeric(38, 0) not null check (credited_micros >= 0 and credited_micros <= amount_micros),
  received_on date not null,
  payer text not null,
  reference text not null,
  statement_key text,
  created_by text,
  created_at timestamptz not null default steward_now(),
  primary key (organization_id, id),
  foreign key (organization_id, period) references invoices (organization_id, period) on delete cascade
);
create unique index payments_by_statement on payments (organization_id, statement_key);
create index payments_by_invoice on payments (organization_id, period);
create index payments_by_time on payments (organization_id, created_at desc, id desc);
create table credit_entries (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null default gen_random_uuid()::text,
  place bigint not null,
  type text not null check (type in ('grant', 'overpayment', 'use', 'reversal')),
  amount_micros numeric(38, 0) not null,
  balance_micros numeric(38, 0) not null,
  reason text not null,
  period date,
  created_at timestamptz not null default steward_now(),
  primary key (organization_id, id)
);
create unique index credit_entries_by_place on credit_entries (organization_id, place)`;

const budgets = `
create table budgets (
  organization_id text not null references organizations (id) on delete cascade,
  id text not null,
  name text not null,
  scope_type text not null check (scope_type in ('organization', 'team', 'member', 'app')),
  scope_id text not null default '',
  amount_micros numeric(38, 0) not null check (amount_micros > 0),
  thresholds jsonb not null,
  recipients text[] not null default '{}',
  created_at timestamptz not null default steward_now(),
  modified_at timestamptz not null default steward_now(),
  primary key (organization_id, id)
);
create table budget_alerts (
  organization_id text not null references organizations (id) on delete cascade,
  budget_id text not null,
  period date not null,
  basis text not null check (basis in ('actual', 'forecast')),
  percent integer not null,
  id text not null default gen_random_uuid()::text,
  budget_name text not null,
  amount_micros numeric(38, 0) not null,
  reached_micros numeric(38, 0) not null,
  created_at timestamptz not null default steward_now(),
  primary key (organization_id, budget_id, period, basis, percent)
);
create index budget_alerts_by_time on budget_alerts (organization_id, created_at desc, id desc)`;

/** The operator's own prices and bank account are for everybody to read, and for nobody to change by a request. */
const OF_THE_OPERATOR: Isolation = { owner: '(true)', rights: 'select' };
const TABLES: Record<string, string | Isolation> = {
  default_prices: OF_THE_OPERATOR,
  billing_issuer: OF_THE_OPERATOR,
  organization_prices: { owner: 'organization_id', rights: 'select' },
  usage_daily: 'organization_id',
  billing_accounts: 'organization_id',
  invoices: 'organization_id',
  invoice_lines: 'organization_id',
  payment_methods: 'organization_id',
  payments: 'organization_id',
  credit_entries: 'organization_id',
  budgets: 'organization_id',
  budget_alerts: 'organization_id',
};

/** Adds prices, costs to usage, invoices with their numbers, payments, credits and budgets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [rounding, prices, usage, invoices, payments, budgets])
    for (const statement of statements(part)) await sql.raw(statement).execute(db);
  for (const statement of Object.entries(TABLES).flatMap(([table, how]) => isolate(table, how)))
    await sql.raw(statement).execute(db);
}
