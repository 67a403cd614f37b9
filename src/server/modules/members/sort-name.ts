import { sql } from 'kysely';
import { changeAny } from '../../db/changed.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';

/** A person's name as lists sort it, and the text that a search looks into. Kept in step by `refreshMemberNames`. */
const NAME = sql<string>`lower(trim(users.first_name || ' ' || users.last_name))`;
const TEXT = sql<string>`lower(trim(users.first_name || ' ' || users.last_name) || ' ' || users.id || ' ' || emails.email)`;

export interface NewMember {
  readonly organization_id: string;
  readonly user_id: string;
  readonly role_id: string;
}

/** Adds a member; false where they are one already. */
export async function insertMember(db: Db, member: NewMember): Promise<boolean> {
  const added = await db
    .insertInto('members')
    .columns(['organization_id', 'user_id', 'role_id', 'sort_name', 'search_text'])
    .expression((eb) =>
      eb
        .selectFrom('users')
        .innerJoin('emails', (join) => join.onRef('emails.user_id', '=', 'users.id').on('emails.is_primary', '=', true))
        .select([
          sql<string>`${member.organization_id}::text`.as('organization_id'),
          'users.id',
          sql<string>`${member.role_id}::text`.as('role_id'),
          NAME.as('sort_name'),
          TEXT.as('search_text'),
        ])
        .where('users.id', '=', member.user_id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Carries a person's new name or address into every member list they stand in. */
export async function refreshMemberNames(db: Db, userId: string): Promise<void> {
  await asSystem(db, (trx) =>
    changeAny(
      trx
        .updateTable('members')
        .from('users')
        .innerJoin('emails', (join) => join.onRef('emails.user_id', '=', 'users.id').on('emails.is_primary', '=', true))
        .set({ sort_name: NAME, search_text: TEXT })
        .whereRef('members.user_id', '=', 'users.id')
        .where('members.user_id', '=', userId),
    ),
  );
}
