import { organizationsCreate } from '../../../contract/api/organizations.ts';
import { enterTenant } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { duplicate } from '../../http/problem.ts';
import { assertAdminRoom } from '../members/admin-limit.ts';
import { insertMember } from '../members/sort-name.ts';
import { findOrganization } from './present.ts';

/** A name as it is compared with others: folded case and width, one kind of space. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

interface NewOrganization {
  readonly id: string;
  readonly name: string;
  readonly billing_email: string;
  /** Where it stands in the request. */
  readonly field: string;
}

async function takeId(db: Db, wanted: NewOrganization): Promise<void> {
  const owner = await db
    .insertInto('owners')
    .values({ id: wanted.id, kind: 'organization' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (owner === undefined) throw duplicate(`${wanted.field}.id`, `The id ${wanted.id} is taken`);
}

async function insert(db: Db, { field, ...wanted }: NewOrganization): Promise<void> {
  const organization = await db
    .insertInto('organizations')
    .values({ ...wanted, name_key: nameKey(wanted.name), image: null, deleted_by: null })
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (organization === undefined) throw duplicate(`${field}.name`, `The name ${wanted.name} is taken`);
}

const by =
  (key: (one: NewOrganization) => string) =>
  (a: NewOrganization, b: NewOrganization): number =>
    key(a) < key(b) ? -1 : 1;

/**
 * Creates organizations, all or none, with the caller as their admin. First all ids are taken in their order, then all
 * names in theirs, so that callers who want the same ones cannot wait for each other in a circle.
 */
export const createOrganizations = handle(organizationsCreate, async ({ body, db, caller, audit }) => {
  const wanted = body.organizations.map((one, index) => ({ ...one, field: `body.organizations.${index}` }));
  await assertAdminRoom(db, [caller.user_id], wanted.length);
  for (const one of [...wanted].sort(by(({ id }) => id))) await takeId(db, one);
  for (const one of [...wanted].sort(by(({ name }) => nameKey(name)))) {
    await enterTenant(db, one.id);
    await insert(db, one);
    const admin = { organization_id: one.id, user_id: caller.user_id, role_id: 'admin' };
    if (!(await insertMember(db, admin))) throw new Error(`the organization ${one.id} would have no admin`);
    audit({
      event: 'ORGANIZATION_CREATE',
      owner_id: one.id,
      targets: [{ organization: { id: one.id, name: one.name } }],
      details: { name: one.name, billing_email: one.billing_email },
    });
  }
  const organizations = [];
  for (const { id } of wanted) organizations.push(await findOrganization(db, id, caller));
  return { organizations };
});
