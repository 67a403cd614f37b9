import type { User } from '../../../contract/api/users.ts';
import type { Db } from '../../db/tables.ts';
import { notFound } from '../../http/problem.ts';

/** The person as the API shows them; with `user_detail` for themselves. Throws not_found. */
export async function presentUser(db: Db, id: string, forThemselves: boolean): Promise<User> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'first_name', 'last_name', 'company_name', 'job_title', 'job_role', 'created_at'])
    .select(['visibility', 'image'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound(`The person ${id}`);
  const user = { ...row, visibility: { gettable: row.visibility } };
  return forThemselves ? { ...user, user_detail: await detail(db, id) } : user;
}

async function detail(db: Db, id: string): Promise<NonNullable<User['user_detail']>> {
  const emails = await db
    .selectFrom('emails')
    .select(['email', 'is_primary as primary', 'verified'])
    .where('user_id', '=', id)
    .orderBy('is_primary', 'desc')
    .orderBy('email')
    .execute();
  const teams = await db
    .selectFrom('team_members')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    primary_email: emails[0]?.email ?? '',
    email_addresses: emails,
    two_factor_auth_enabled: false,
    teams_count: teams.count,
  };
}
