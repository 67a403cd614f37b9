import { sql } from 'kysely';
import { RESTORE_DAYS } from '../../contract/permissions.ts';
import { asSystem } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import { passwordSince } from '../modules/password-policy/person-policy.ts';
import { toPayers } from './about-billing.ts';
import { toInvited } from './about-invitations.ts';
import { rolesWith } from './audience.ts';
import { type Told, write } from './write.ts';

/** Somebody who looks once a week still has time to replace a token; what lives shorter is known by its last quarter. */
const WEEK = sql`interval '7 days'`;
const DAY = sql`interval '1 day'`;
const THREE_DAYS = sql`interval '3 days'`;

const invitationExpires: Told = sql`${toInvited} and invitations.expires_at <= steward_now() + ${DAY}`;

/** What one person sent and expires on the same day is one notification. */
const sentInvitationsExpire: Told = sql`
  select invitations.invited_by as user_id, invitations.organization_id, null::text as actor_id,
    'sent:' || invitations.organization_id || ':' || (invitations.expires_at at time zone 'UTC')::date as subject,
    jsonb_build_object('count', count(*)) || case when count(*) > 1 then '{}' else jsonb_build_object('invitation',
      jsonb_build_object('id', min(invitations.id), 'email', min(invitations.email),
        'role_id', min(invitations.role_id))) end as about,
    min(invitations.expires_at) as due_at
  from invitations
  join organizations on organizations.id = invitations.organization_id and organizations.deleted_at is null
  join members on members.organization_id = invitations.organization_id and members.user_id = invitations.invited_by
  where invitations.status = 'PENDING' and invitations.expires_at > steward_now()
    and invitations.expires_at <= steward_now() + 2 * ${DAY}
  group by invitations.invited_by, invitations.organization_id, (invitations.expires_at at time zone 'UTC')::date
  having min(invitations.expires_at) <= steward_now() + ${DAY}`;

const tokenExpires: Told = sql`
  select keys.user_id, 'token:' || keys.id || ':' || extract(epoch from keys.expires_at) as subject,
    null::text as organization_id, null::text as actor_id, keys.expires_at as due_at,
    jsonb_build_object('token', jsonb_build_object('id', keys.id, 'description', keys.description)) as about
  from keys
  where keys.made_by = 'person' and keys.revoked_at is null and keys.expires_at > steward_now()
    and keys.expires_at <= steward_now() + ${WEEK}
    and keys.expires_at <= steward_now() + (keys.expires_at - keys.created_at) / 4`;

/** The shortest life of the person's organizations is what counts. */
const passwordExpires: Told = sql`
  select old.user_id, 'password:' || extract(epoch from old.due_at) as subject, null::text as organization_id,
    null::text as actor_id, '{}'::jsonb as about, old.due_at
  from (
    select users.id as user_id, min((policy ->> 'password_lifespan')::integer) as days,
      ${passwordSince} + make_interval(days => min((policy ->> 'password_lifespan')::integer)) as due_at
    from password_policies
    join organizations on organizations.id = password_policies.organization_id and organizations.deleted_at is null
    join members on members.organization_id = password_policies.organization_id
    join users on users.id = members.user_id
    where policy ->> 'password_lifespan' is not null and users.password_hash is not null
    group by users.id
  ) old
  where old.due_at > steward_now() and old.due_at <= steward_now() + ${WEEK}
    and old.due_at <= steward_now() + make_interval(hours => old.days * 6)`;

const today = sql`(steward_now() at time zone 'UTC')::date`;
const invoiceDue: Told = sql`${toPayers} and invoices.due_on between ${today} and ${today} + 3`;
const invoiceOverdue: Told = sql`${toPayers} and invoices.due_on < ${today}`;

const organizationEnds: Told = sql`
  select members.user_id, 'organization:' || organizations.id as subject, organizations.id as organization_id,
    null::text as actor_id, '{}'::jsonb as about, ends.at as due_at
  from organizations
  join members on members.organization_id = organizations.id
    and members.role_id = any(${rolesWith('manage_organization')}::text[]),
  lateral (select organizations.deleted_at + make_interval(days => ${sql.lit(RESTORE_DAYS)}) as at) ends
  where organizations.deleted_at is not null and ends.at > steward_now() and ends.at <= steward_now() + ${THREE_DAYS}`;

/**
 * Tells everybody of what of theirs ends soon: each thing once, however often this runs and however many servers run
 * it. Time alone brings these, so no change can.
 */
export async function tellExpiringIn(trx: Tx): Promise<void> {
  await write(trx, 'invitation_expires', invitationExpires, 'once');
  await write(trx, 'sent_invitations_expire', sentInvitationsExpire, 'once');
  await write(trx, 'token_expires', tokenExpires, 'once');
  await write(trx, 'password_expires', passwordExpires, 'once');
  await write(trx, 'invoice_due', invoiceDue, 'once');
  await write(trx, 'invoice_overdue', invoiceOverdue, 'once');
  await write(trx, 'organization_ends', organizationEnds, 'once');
}

/** The same, in a transaction of its own. */
export const tellExpiring = (db: Db): Promise<void> => asSystem(db, tellExpiringIn);
