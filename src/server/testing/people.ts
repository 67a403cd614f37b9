import { randomUUID } from 'node:crypto';
import type { RoleId } from '../../contract/permissions.ts';
import { insertKey } from '../modules/keys/insert.ts';
import { insertPerson } from '../modules/users/create.ts';
import type { World } from './world.ts';

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly key_id: string;
}

interface Names {
  readonly first_name: string;
  readonly last_name: string;
}

const PASSWORD = 'correct horse battery';

/** People with a token each, without the tenths of a second that hashing a password for each would take. */
export function people(world: World, count: number, names: Partial<Names> = {}): Promise<TestPerson[]> {
  return world.db.transaction().execute(async (trx) => {
    const made: TestPerson[] = [];
    for (let index = 0; index < count; index++) {
      const id = world.unique('person');
      const email = `${id}@people.example`;
      const person = { id, first_name: 'Pat', last_name: id, primary_email: email, password_hash: null, ...names };
      await insertPerson(trx, person);
      const key = { user_id: id, description: 'Test', scopes: ['*'], expires_at: null, made_by: 'person' } as const;
      const { id: token, public_id: key_id } = await insertKey(trx, key);
      made.push({ id, email, token, key_id });
    }
    return made;
  });
}

/** One person with a token. */
export async function person(world: World, names: Partial<Names> = {}): Promise<TestPerson> {
  const [made] = await people(world, 1, names);
  if (made === undefined) throw new Error('nobody was made');
  return made;
}

/** A person who registers and signs in through the API, with a password. */
export async function registered(world: World): Promise<TestPerson & { password: string }> {
  // Random: whom the server makes wait it remembers for the whole process, over all worlds.
  const id = `registered-${randomUUID()}`;
  const primary_email = `${id}@people.example`;
  await world.ok('users.create', null, {
    body: { user: { id, first_name: 'Rae', last_name: 'Gistered', primary_email }, password: PASSWORD },
  });
  const { key } = await world.ok('sessions.create', null, { body: { email: primary_email, password: PASSWORD } });
  if (key === undefined) throw new Error('the sign-in gave no key');
  return { id, email: primary_email, token: key.id, key_id: key.public_id, password: PASSWORD };
}

/** An organization of the person's own; answers its id. */
export async function organization(world: World, admin: TestPerson, id = world.unique('org')): Promise<string> {
  const one = { id, name: `The ${id}`, billing_email: `billing@${id}.example` };
  await world.ok('organizations.create', admin, { params: { user_id: 'me' }, body: { organizations: [one] } });
  return id;
}

/** An invitation by its id. */
export async function invite(
  world: World,
  admin: TestPerson,
  org_id: string,
  email: string,
  role_id: RoleId = 'organization_user',
): Promise<string> {
  const { invitations } = await world.ok('invitations.create', admin, {
    params: { org_id },
    body: { invitations: [{ email, role_id }] },
  });
  return invitations[0]?.id ?? '';
}

/** Brings people who exist into an organization: invited in one call, accepted one by one. */
export async function join(
  world: World,
  admin: TestPerson,
  org_id: string,
  newcomers: readonly TestPerson[],
  role_id: RoleId = 'organization_user',
): Promise<void> {
  const { invitations } = await world.ok('invitations.create', admin, {
    params: { org_id },
    body: { invitations: newcomers.map(({ email }) => ({ email, role_id })) },
  });
  for (const [index, newcomer] of newcomers.entries()) {
    const id = invitations[index]?.id ?? '';
    await world.ok('my_invitations.accept', newcomer, { params: { user_id: 'me', id } });
  }
}

/** A new person in an organization. */
export async function member(
  world: World,
  admin: TestPerson,
  org_id: string,
  role_id: RoleId = 'organization_user',
): Promise<TestPerson> {
  const newcomer = await person(world);
  await join(world, admin, org_id, [newcomer], role_id);
  return newcomer;
}
