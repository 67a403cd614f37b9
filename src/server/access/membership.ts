import { sql } from 'kysely';
import type { Action, PlanId, RoleId } from '../../contract/permissions.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { abilitiesOf, decide } from './decide.ts';
import { assertTokenAdmitted, tokenStanding } from './token-rules.ts';

/** The caller's place in one organization. */
export interface Membership {
  readonly organization_id: string;
  readonly role_id: RoleId;
  readonly plan: PlanId;
  readonly abilities: Record<Action, boolean>;
}

export interface AuthorizeOptions {
  /** Holds the organization's lock until the transaction ends: for every change, so that rules over all members hold. */
  readonly lock: boolean;
  readonly deletedToo: boolean;
}

/** Holds the organization's lock until the transaction ends. Nothing where the id is no organization's. */
export async function lockOrganization(db: Db, organizationId: string): Promise<void> {
  await db.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate().execute();
}

/**
 * Reads the caller's role, under the organization's lock for a change, and asks the access engine.
 * Throws not_found for an organization of which the caller is no member: they may not know that it exists.
 */
export async function authorize(
  db: Db,
  caller: Caller,
  organizationId: string,
  action: Action,
  options: AuthorizeOptions,
): Promise<Membership> {
  if (options.lock) await lockOrganization(db, organizationId);
  const row = await db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['members.role_id', 'organizations.plan', sql<boolean>`deleted_at is not null`.as('deleted')])
    .select(tokenStanding(sql.ref('members.organization_id'), caller.key_id).as('token'))
    .where('members.organization_id', '=', organizationId)
    .where('members.user_id', '=', caller.user_id)
    .executeTakeFirst();
  if (row === undefined || (row.deleted && !options.deletedToo)) throw notFound(`The organization ${organizationId}`);
  assertTokenAdmitted(row.token);
  const actor = { user_id: caller.user_id, role_id: row.role_id, scopes: caller.scopes };
  const decision = decide(actor, action);
  if (!decision.allowed) {
    const missingScope = decision.denials.length > 0;
    throw forbidden(
      action,
      missingScope ? `the token lacks the scope ${action}` : `your role does not allow ${action}`,
    );
  }
  return { organization_id: organizationId, role_id: row.role_id, plan: row.plan, abilities: abilitiesOf(actor) };
}
