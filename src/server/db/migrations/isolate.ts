/**
 * Row-level security for a table, as statements for a migration. Every table that holds something of an organization
 * or of a person passes through here: without it, neither role may touch the table at all.
 * Migrations that have shipped call this: add what a new table needs, never change what is written for an old one.
 */
export interface Isolation {
  /**
   * Whose a row is: `organization_id` is the transaction's tenant, `user_id` the person, and any other column
   * (`owner_id`) either of the two. An SQL condition where a row has no such column.
   */
  readonly owner: string;
  /** An SQL condition on rows of others that may be read besides, such as a public app. */
  readonly reading?: string;
  /** What requests may do, if not everything. `steward_system` may do everything that is said in `system`. */
  readonly rights?: string;
  readonly system?: string;
}

const ALL = 'select, insert, update, delete';
const COLUMN = /^\w+$/;

/** The transaction's tenant and person, each read once for a statement and not for each row. */
export const TENANT = '(select steward_tenant())';
export const PERSON = '(select steward_person())';
/** The organizations in which the person is a member. */
export const ORGANIZATIONS = '((select steward_organizations())::text[])';

function condition(owner: string): string {
  if (!COLUMN.test(owner)) return owner;
  if (owner === 'organization_id') return `organization_id = ${TENANT}`;
  if (owner === 'user_id') return `user_id = ${PERSON}`;
  return `${owner} = any (array[${TENANT}, ${PERSON}])`;
}

/** PostgreSQL asks policies in an order of its own: with one's own rows first here too, the rest is asked of others alone. */
const readingPolicy = (table: string, own: string, reading: string): string =>
  `create policy reading on ${table} for select to steward_app using ((${own}) or (${reading}))`;

/** The statements that isolate `table`, whose rows belong to whom `how` says. */
export function isolate(table: string, how: string | Isolation): string[] {
  const { owner, reading, rights = ALL, system = ALL }: Isolation = typeof how === 'string' ? { owner: how } : how;
  const own = condition(owner);
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy own on ${table} to steward_app using (${own}) with check (${own})`,
    ...(reading === undefined ? [] : [readingPolicy(table, own, reading)]),
    `create policy system on ${table} to steward_system using (true) with check (true)`,
    `grant ${rights} on ${table} to steward_app`,
    `grant ${system} on ${table} to steward_system`,
  ];
}
