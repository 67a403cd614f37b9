import { sql } from 'kysely';
import { DEFAULT_POLICY, type PasswordPolicy, strictest } from '../../../contract/password-policy.ts';
import type { Db } from '../../db/tables.ts';
import { isOpen } from '../invitations/present.ts';

interface OwnPolicy {
  readonly id: string;
  readonly name: string;
  readonly policy: PasswordPolicy;
}

/** The policies of the organizations of the person that are not deleted and have set one. */
export const policiesOf = (db: Db, userId: string): Promise<OwnPolicy[]> =>
  db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .innerJoin('password_policies', 'password_policies.organization_id', 'organizations.id')
    .select(['organizations.id', 'organizations.name', 'password_policies.policy'])
    .where('members.user_id', '=', userId)
    .where('organizations.deleted_at', 'is', null)
    .orderBy('organizations.name_key')
    .execute();

/** The strictest of each rule; the default where there is none. */
export const strictestOf = (policies: readonly PasswordPolicy[]): PasswordPolicy =>
  policies.reduce(strictest, DEFAULT_POLICY);

/** What binds somebody who registers with this address: the organizations that wait for them. */
export async function policyOfInvited(db: Db, email: string): Promise<PasswordPolicy> {
  const rows = await db
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
    .innerJoin('password_policies', 'password_policies.organization_id', 'organizations.id')
    .select('password_policies.policy')
    .where('invitations.email', '=', email)
    .where(isOpen)
    .where('organizations.deleted_at', 'is', null)
    .execute();
  return strictestOf(rows.map(({ policy }) => policy));
}

/** What a person's password is judged by. */
export interface PasswordFacts {
  readonly names: readonly string[];
  readonly emails: readonly string[];
  /** Null for somebody who has no password. */
  readonly hash: string | null;
  readonly ageInDays: number | null;
  /** The present password and those before it, newest first. */
  readonly hashes: readonly string[];
  readonly policy: PasswordPolicy;
}

/** Since when the password is in use. Accounts from before that was noted have it since they exist. */
export const passwordSince = sql<string>`coalesce(users.password_changed_at, users.created_at)`;
export const passwordAge = sql<number>`(extract(epoch from steward_now() - ${passwordSince}) / 86400)::float8`;

/** Reads what is known about the person, as they may themselves. */
export async function passwordFacts(trx: Db, userId: string): Promise<PasswordFacts> {
  const user = await trx
    .selectFrom('users')
    .select(['first_name', 'last_name', 'password_hash', passwordAge.as('age')])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const emails = await trx.selectFrom('emails').select('email').where('user_id', '=', userId).execute();
  const former = await trx
    .selectFrom('password_history')
    .select('password_hash')
    .where('user_id', '=', userId)
    .orderBy('set_at', 'desc')
    .execute();
  const policies = await policiesOf(trx, userId);
  const hash = user.password_hash;
  return {
    names: [user.first_name, user.last_name],
    emails: emails.map(({ email }) => email),
    hash,
    ageInDays: hash === null ? null : user.age,
    hashes: [...(hash === null ? [] : [hash]), ...former.map((row) => row.password_hash)],
    policy: strictestOf(policies.map(({ policy }) => policy)),
  };
}
