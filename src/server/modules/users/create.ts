import { sql } from 'kysely';
import { usersCreate } from '../../../contract/api/users.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handlePrepared } from '../../http/operation.ts';
import { duplicate, forbidden } from '../../http/problem.ts';
import { isOpen } from '../invitations/present.ts';
import { assertFits, checkPassword } from '../password-policy/check.ts';
import { policyOfInvited } from '../password-policy/person-policy.ts';
import { hashPassword } from './password.ts';
import { presentUser } from './present.ts';

export interface NewPerson {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly primary_email: string;
  /** Null for a person who never signs in with a password, such as the owner of a local workspace. */
  readonly password_hash: string | null;
}

/** Inserts a person. Throws duplicate for an id or an address that is taken, also by somebody at the same moment. */
export async function insertPerson(db: Db, person: NewPerson): Promise<void> {
  const owner = await db
    .insertInto('owners')
    .values({ id: person.id, kind: 'person' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (owner === undefined) throw duplicate('body.user.id', `The id ${person.id} is taken`);
  await db
    .insertInto('users')
    .values({
      id: person.id,
      first_name: person.first_name,
      last_name: person.last_name,
      image: null,
      password_hash: person.password_hash,
      ...(person.password_hash === null ? {} : { password_changed_at: sql<string>`steward_now()` }),
    })
    .execute();
  const email = await db
    .insertInto('emails')
    .values({ email: person.primary_email, user_id: person.id, is_primary: true })
    .onConflict((conflict) => conflict.doNothing())
    .returning('email')
    .executeTakeFirst();
  if (email === undefined)
    throw duplicate('body.user.primary_email', `The address ${person.primary_email} belongs to somebody`);
}

/** Whether somebody is waiting for this address: an invitation that can still be answered. */
async function isInvited(db: Db, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .select('invitations.id')
    .where('invitations.email', '=', email)
    .where(isOpen)
    .where('organizations.deleted_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Registers a person: open to all, or only for an invited address, as the server was started. The password keeps the
 * rules of every organization that has invited the address.
 */
export const createUser = handlePrepared(
  usersCreate,
  async ({ body, readAsSystem }) => {
    const { first_name, last_name, primary_email } = body.user;
    const policy = await readAsSystem((trx) => policyOfInvited(trx, primary_email));
    const known = { names: [first_name, last_name], emails: [primary_email] };
    assertFits('body.password', await checkPassword(body.password, policy, known), policy);
    return hashPassword(body.password);
  },
  async ({ body, db, settings, prepared, audit }) => {
    if (settings.registration === 'invited' && !(await asSystem(db, (trx) => isInvited(trx, body.user.primary_email))))
      throw forbidden('registration', 'This server registers only people who were invited, with the invited address');
    // Nobody asks yet: who registers becomes somebody by this.
    const user = await asSystem(db, async (trx) => {
      await insertPerson(trx, { ...body.user, password_hash: prepared });
      return presentUser(trx, body.user.id, true);
    });
    audit({ event: 'USER_CREATE', owner_id: body.user.id, targets: [{ user: { id: body.user.id } }] });
    return { user };
  },
);
