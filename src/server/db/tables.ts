import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { BudgetScope, BudgetThreshold } from '../../contract/api/budgets.ts';
import type { ContentKind } from '../../contract/api/content.ts';
import type { Invoice, InvoiceLine } from '../../contract/api/invoices.ts';
import type { NotificationAbout, NotificationKind } from '../../contract/api/notifications.ts';
import type { TokenRules } from '../../contract/api/policies.ts';
import type { PriceTerms } from '../../contract/api/prices.ts';
import type { UsageCategory } from '../../contract/api/usage.ts';
import type { PasswordPolicy } from '../../contract/password-policy.ts';
import type { PlanId, RoleId, TeamPermissionId } from '../../contract/permissions.ts';

/** RFC 3339 in UTC with microseconds: how every timestamp leaves the database (see `parseTimestamp`). */
type Timestamp = ColumnType<string, string | undefined, string>;
type NullableTimestamp = ColumnType<string | null, string | null | undefined, string | null>;
/** Written as JSON text, read as a parsed value. */
type Json<T> = ColumnType<T, string, string>;

export interface OwnersTable {
  id: string;
  kind: 'person' | 'organization';
}

export interface UsersTable {
  id: string;
  first_name: string;
  last_name: string;
  company_name: Generated<string>;
  job_title: Generated<string>;
  job_role: Generated<string>;
  visibility: Generated<number>;
  image: string | null;
  password_hash: string | null;
  password_changed_at: NullableTimestamp;
  /** It was found too weak for a policy when it was last typed. */
  password_must_change: Generated<boolean>;
  created_at: Timestamp;
  modified_at: Timestamp;
  last_active_at: NullableTimestamp;
}

export interface EmailsTable {
  email: string;
  user_id: string;
  is_primary: boolean;
  verified: Generated<boolean>;
}

export interface KeysTable {
  id: string;
  user_id: string;
  hash: Buffer;
  description: string;
  scopes: string[];
  made_by: 'person' | 'sign_in' | 'workspace';
  created_at: Timestamp;
  expires_at: NullableTimestamp;
  last_used_at: NullableTimestamp;
  revoked_at: NullableTimestamp;
}

/** At most one row: whose local workspace this is. Empty on a server of a company. */
export interface WorkspaceTable {
  singleton: Generated<boolean>;
  owner_id: string;
}

export interface OrganizationsTable {
  id: string;
  name: string;
  /** The name as it is compared: folded case, one kind of space. Unique. */
  name_key: string;
  billing_email: string;
  plan: Generated<PlanId>;
  image: string | null;
  /** Kept by a trigger on `members`. */
  members_count: Generated<number>;
  created_at: Timestamp;
  modified_at: Timestamp;
  deleted_at: NullableTimestamp;
  deleted_by: string | null;
}

export interface MembersTable {
  organization_id: string;
  user_id: string;
  role_id: RoleId;
  /** Copied from the person, so that one index serves a sorted page of a large organization. */
  sort_name: string;
  search_text: string;
  joined_at: Timestamp;
  last_active_at: NullableTimestamp;
}

/** A view: the members of the transaction's tenant, with who they are. */
export interface TenantMembersView extends MembersTable {
  first_name: string;
  last_name: string;
  image: string | null;
  email: string;
}

export interface InvitationsTable {
  id: Generated<string>;
  organization_id: string;
  email: string;
  role_id: RoleId;
  team_ids: string[];
  /** Whether a pending one has expired, time alone tells. */
  status: Generated<'PENDING' | 'ACCEPTED' | 'CANCELLED' | 'DECLINED'>;
  delivery: 'in_app' | 'queued' | 'sent' | 'failed';
  invited_by: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  answered_at: NullableTimestamp;
}

export interface TeamsTable {
  organization_id: string;
  id: string;
  name: string;
  name_key: string;
  default_permission_id: TeamPermissionId;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface TeamMembersTable {
  organization_id: string;
  team_id: string;
  user_id: string;
}

export interface TeamAppsTable {
  organization_id: string;
  team_id: string;
  app_id: string;
  permission_id: TeamPermissionId | null;
}

export interface AppsTable {
  owner_id: string;
  id: string;
  name: string;
  description: string;
  visibility: number;
  compliance_labels: string[];
  notes: Generated<string>;
  metadata: ColumnType<Record<string, unknown>, string | undefined, string>;
  image: string | null;
  base_workflow_id: string | null;
  star_count: Generated<number>;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface AppContentTable {
  owner_id: string;
  app_id: string;
  kind: ContentKind;
  id: string;
  name: string;
  description: Generated<string>;
  type: Generated<string>;
  visibility: Generated<number>;
  star_count: Generated<number>;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface InstalledModulesTable {
  owner_id: string;
  app_id: string;
  module_owner_id: string;
  module_app_id: string;
  module_id: string;
  installed_at: Timestamp;
}

export interface CollaboratorsTable {
  owner_id: string;
  app_id: string;
  /** A person, or an organization whose members then work in the app as far as their roles go. */
  collaborator_id: string;
  scopes: string[];
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface StarsTable {
  starrer_id: string;
  owner_id: string;
  app_id: string;
  kind: 'app' | 'model' | 'workflow' | 'dataset' | 'module';
  /** Empty for an app. */
  item_id: Generated<string>;
  created_at: Timestamp;
}

export interface ClustersTable {
  owner_id: string;
  id: string;
  name: string;
  description: Generated<string>;
  cloud_provider: string;
  region: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface NodepoolsTable {
  owner_id: string;
  cluster_id: string;
  id: string;
  description: Generated<string>;
  instance_type: string;
  min_instances: number;
  max_instances: number;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface DeploymentsTable {
  owner_id: string;
  id: string;
  cluster_id: string;
  nodepool_id: string;
  app_id: string;
  model_id: string;
  replicas: number;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface SilosTable {
  organization_id: string;
  id: string;
  name: string;
  name_key: string;
  required_labels: string[];
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface SiloTeamsTable {
  organization_id: string;
  silo_id: string;
  team_id: string;
}

export interface PasswordPoliciesTable {
  organization_id: string;
  policy: Json<PasswordPolicy>;
  modified_at: Timestamp;
}

/** The hashes of former passwords, as many as a policy can ask about. */
export interface PasswordHistoryTable {
  user_id: string;
  set_at: Timestamp;
  password_hash: string;
}

export interface TokenRulesTable {
  organization_id: string;
  rules: Json<TokenRules>;
  modified_at: Timestamp;
}

export interface WithdrawnTokensTable {
  organization_id: string;
  key_id: string;
  withdrawn_at: Timestamp;
}

/** Which rights a token has been used for in an organization. */
export interface TokenUsesTable {
  organization_id: string;
  key_id: string;
  action: string;
  last_used_at: Timestamp;
}

export interface UsageEventsTable {
  organization_id: string;
  id: string;
  timestamp: Timestamp;
  user_id: string;
  app_id: string | null;
  category: UsageCategory;
  kind: string | null;
  model_id: string | null;
  model_type: string | null;
  quantity: ColumnType<string, string, string>;
  received_at: Timestamp;
  /** The team through which the usage was made, as it was when the event arrived. */
  team_id: string | null;
  corrects: string | null;
  reason: string | null;
  /** The first day of the month on whose invoice it stands. */
  period: ColumnType<string, string, never>;
  unit_price_micros: ColumnType<string, string, never>;
  cost_micros: ColumnType<string, string, never>;
}

/**
 * One row for each day, member, app, category, kind, model, team, billed month and price: all that a bill reads. What
 * is absent is an empty text, since it is part of the key.
 */
export interface UsageDailyTable {
  organization_id: string;
  day: ColumnType<string, string, string>;
  user_id: string;
  app_id: string;
  category: UsageCategory;
  kind: string;
  model_id: string;
  model_type: string;
  team_id: string;
  period: ColumnType<string, string, never>;
  unit_price_micros: ColumnType<string, string, never>;
  quantity: ColumnType<string, string, string>;
  events: ColumnType<number, number | string, number | string>;
  cost_micros: ColumnType<string, string, string>;
}

/** The daily sums of each calendar month, kept by the database whenever a daily sum changes. */
export type UsageMonthsTable = Pick<
  UsageDailyTable,
  'organization_id' | 'user_id' | 'app_id' | 'category' | 'team_id' | 'quantity' | 'events' | 'cost_micros'
> & { month: UsageDailyTable['day'] };

/** The daily sums without the member; `part` splits a sum among connections. */
export type UsageTotalsTable = Omit<UsageDailyTable, 'user_id'> & { part: number };

export interface DefaultPricesTable {
  category: UsageCategory;
  kind: Generated<string>;
  model_type: Generated<string>;
  valid_from: Timestamp;
  valid_to: NullableTimestamp;
  unit_price_micros: string;
}

export interface OrganizationPricesTable extends DefaultPricesTable {
  organization_id: string;
}

/** One row: who issues invoices, what is agreed where nothing else is, and the next number. */
export interface BillingIssuerTable {
  singleton: Generated<boolean>;
  currency: string;
  name: string;
  address: Generated<string[]>;
  email: string | null;
  tax_id: string | null;
  account_holder: string;
  iban: string | null;
  bic: string | null;
  number_prefix: string;
  next_number: Generated<number>;
  terms: Json<PriceTerms>;
}

export interface BillingAccountsTable {
  organization_id: string;
  currency: string;
  /** The first day of the first month that is not invoiced: what comes for an earlier one is late. */
  open_month: string;
  legal_name: string | null;
  address: Generated<string[]>;
  tax_id: string | null;
  purchase_order: string | null;
  spend_limit_micros: string | null;
  terms: ColumnType<PriceTerms | null, string | null, string | null>;
  credit_balance_micros: Generated<string>;
  modified_at: NullableTimestamp;
}

export interface InvoicesTable {
  organization_id: string;
  period: string;
  number: string;
  status: 'open' | 'paid' | 'void';
  currency: string;
  subtotal_micros: string;
  tax_micros: string;
  credit_micros: string;
  total_micros: string;
  paid_micros: Generated<string>;
  reference: string;
  issuer: Json<InvoiceIssuer>;
  recipient: Json<Invoice['recipient']>;
  purchase_order: string | null;
  issued_at: Timestamp;
  due_on: string;
  paid_at: NullableTimestamp;
  void_reason: string | null;
}

/** Who issued an invoice and where its transfers go, as it was then. */
export type InvoiceIssuer = Invoice['issuer'] & { account_holder: string; iban: string | null; bic: string | null };

export interface InvoiceLinesTable {
  organization_id: string;
  period: string;
  place: number;
  type: InvoiceLine['type'];
  category: UsageCategory | null;
  kind: string | null;
  description: string;
  quantity: string | null;
  unit: string | null;
  unit_price_micros: string | null;
  amount_micros: string;
}

export interface PaymentMethodsTable {
  organization_id: string;
  id: string;
  type: 'bank_transfer';
  label: string;
  account_holder: string;
  iban_last4: string | null;
  created_at: Timestamp;
}

export interface PaymentsTable {
  organization_id: string;
  id: string;
  period: string;
  method: 'bank_transfer';
  source: 'manual' | 'reconciliation';
  amount_micros: string;
  /** What exceeded the invoice and became a credit. */
  credited_micros: string;
  received_on: string;
  payer: string;
  reference: string;
  /** Which transfer of a statement it is: recorded once. */
  statement_key: string | null;
  created_by: string | null;
  created_at: Timestamp;
}

export interface CreditEntriesTable {
  organization_id: string;
  id: Generated<string>;
  place: number;
  type: 'grant' | 'overpayment' | 'use' | 'reversal';
  amount_micros: string;
  balance_micros: string;
  reason: string;
  period: string | null;
  created_at: Timestamp;
}

export interface BudgetsTable {
  organization_id: string;
  id: string;
  name: string;
  scope_type: BudgetScope['type'];
  /** Empty for the organization itself. */
  scope_id: string;
  amount_micros: string;
  thresholds: Json<BudgetThreshold[]>;
  recipients: Generated<string[]>;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export interface BudgetAlertsTable {
  organization_id: string;
  budget_id: string;
  period: string;
  basis: BudgetThreshold['basis'];
  percent: number;
  id: Generated<string>;
  budget_name: string;
  amount_micros: string;
  reached_micros: string;
  created_at: Timestamp;
}

export interface AuditEntriesTable {
  id: Generated<string>;
  /** The person or organization whose log this entry belongs to. */
  owner_id: string;
  timestamp: Timestamp;
  user_id: string | null;
  operation: number;
  targets: Json<Record<string, { id: string }>[]>;
  details: Json<Record<string, unknown>>;
  success: boolean;
  req_id: string;
  source_ip: string;
  /** Its place in the owner's log, from 1, without gaps. */
  seq: ColumnType<number, number, never>;
  /** Over the entry and the hash before it. Written by the database function `audit_append`. */
  hash: ColumnType<Uint8Array, Uint8Array, never>;
}

/** The last entry of each owner's log; its row is the lock under which the log grows. */
export interface AuditHeadsTable {
  owner_id: string;
  seq: number;
  hash: Uint8Array;
}

/** How far each folder of heads has got, so that a file cut short there is noticed too. */
export interface AuditAnchorsTable {
  owner_id: string;
  folder_id: string;
  seq: number;
}

export interface NotificationsTable {
  user_id: string;
  id: Generated<string>;
  /** What it is about: a later one about the same takes its place. Unique for each person. */
  subject: string;
  kind: NotificationKind;
  organization_id: string | null;
  actor_id: string | null;
  about: Json<NotificationAbout>;
  due_at: NullableTimestamp;
  created_at: Timestamp;
  read_at: NullableTimestamp;
}

export interface OutboxTable {
  id: Generated<string>;
  kind: string;
  payload: Json<Record<string, unknown>>;
  created_at: Timestamp;
  attempts: Generated<number>;
  next_attempt_at: Timestamp;
  done_at: NullableTimestamp;
  last_error: string | null;
}

export interface IdempotencyKeysTable {
  caller: string;
  key_hash: Buffer;
  request_hash: Buffer;
  /** The answer, encrypted under the caller's own secret (see http/idempotency.ts). */
  answer: Buffer | null;
  created_at: Timestamp;
}

export interface Tables {
  owners: OwnersTable;
  users: UsersTable;
  emails: EmailsTable;
  keys: KeysTable;
  workspace: WorkspaceTable;
  organizations: OrganizationsTable;
  members: MembersTable;
  tenant_members: TenantMembersView;
  invitations: InvitationsTable;
  teams: TeamsTable;
  team_members: TeamMembersTable;
  team_apps: TeamAppsTable;
  apps: AppsTable;
  app_content: AppContentTable;
  installed_modules: InstalledModulesTable;
  collaborators: CollaboratorsTable;
  stars: StarsTable;
  clusters: ClustersTable;
  nodepools: NodepoolsTable;
  deployments: DeploymentsTable;
  silos: SilosTable;
  silo_teams: SiloTeamsTable;
  password_policies: PasswordPoliciesTable;
  password_history: PasswordHistoryTable;
  token_rules: TokenRulesTable;
  withdrawn_tokens: WithdrawnTokensTable;
  token_uses: TokenUsesTable;
  usage_events: UsageEventsTable;
  usage_daily: UsageDailyTable;
  usage_totals: UsageTotalsTable;
  usage_months: UsageMonthsTable;
  default_prices: DefaultPricesTable;
  organization_prices: OrganizationPricesTable;
  billing_issuer: BillingIssuerTable;
  billing_accounts: BillingAccountsTable;
  invoices: InvoicesTable;
  invoice_lines: InvoiceLinesTable;
  payment_methods: PaymentMethodsTable;
  payments: PaymentsTable;
  credit_entries: CreditEntriesTable;
  budgets: BudgetsTable;
  budget_alerts: BudgetAlertsTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  audit_anchors: AuditAnchorsTable;
  notifications: NotificationsTable;
  outbox: OutboxTable;
  idempotency_keys: IdempotencyKeysTable;
}

/** The database, or a transaction on it. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
