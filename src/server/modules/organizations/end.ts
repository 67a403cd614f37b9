import { sql } from 'kysely';
import { organizationsDelete, organizationsLeave, organizationsRestore } from '../../../contract/api/organizations.ts';
import { RESTORE_DAYS } from '../../../contract/permissions.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle, handleDeletedToo } from '../../http/operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { assertAdminRoom } from '../members/admin-limit.ts';
import { assertAdminRemains } from '../members/last-admin.ts';
import { ended, placesOf } from '../members/places.ts';
import { findOrganization } from './present.ts';

/** When a deleted organization stops being restorable. */
export const untilGone = sql<string>`deleted_at + make_interval(days => ${sql.lit(RESTORE_DAYS)})`;

/** Marks the organization as deleted. Its id and its name stay taken while it can be restored. */
export const deleteOrganization = handle(organizationsDelete, async ({ params, body, db, caller, audit }) => {
  if (body.confirm !== params.org_id) throw invalid('body.confirm', "must be the organization's id");
  const { restorable_until } = await db
    .updateTable('organizations')
    .set({ deleted_at: sql<string>`steward_now()`, deleted_by: caller.user_id })
    .where('id', '=', params.org_id)
    .returning(untilGone.as('restorable_until'))
    .executeTakeFirstOrThrow();
  audit({
    event: 'ORGANIZATION_DELETE',
    owner_id: params.org_id,
    targets: [{ organization: { id: params.org_id } }],
    details: { changes: { deleted: { before: false, after: true } }, restorable_until },
  });
  return { restorable_until };
});

async function adminsOf(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role_id', '=', 'admin')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Undoes a deletion within 30 days, if every admin still has room for one more organization. */
export const restoreOrganization = handleDeletedToo(
  organizationsRestore,
  async ({ params, db, caller, membership, audit }) => {
    const row = await db
      .selectFrom('organizations')
      .select(['deleted_at', sql<boolean>`coalesce(${untilGone} > steward_now(), false)`.as('restorable')])
      .where('id', '=', params.org_id)
      .executeTakeFirstOrThrow();
    if (row.deleted_at === null) throw new Problem('invalid', 'The organization is not deleted');
    if (!row.restorable) throw new Problem('invalid', `Deleted more than ${RESTORE_DAYS} days ago: it is gone`);
    await assertAdminRoom(db, await adminsOf(db, params.org_id), 1, membership?.plan);
    await changeOne(
      db.updateTable('organizations').set({ deleted_at: null, deleted_by: null }).where('id', '=', params.org_id),
    );
    audit({
      event: 'ORGANIZATION_RESTORE',
      owner_id: params.org_id,
      targets: [{ organization: { id: params.org_id } }],
      details: { changes: { deleted: { before: true, after: false } } },
    });
    return { organization: await findOrganization(db, params.org_id, caller) };
  },
);

/** Takes the caller out of the organization, unless nobody could administer it then. */
export const leaveOrganization = handle(organizationsLeave, async ({ params, db, caller, audit }) => {
  const places = await placesOf(db, params.org_id, [caller.user_id]);
  await changeOne(
    db.deleteFrom('members').where('organization_id', '=', params.org_id).where('user_id', '=', caller.user_id),
  );
  await assertAdminRemains(db, params.org_id);
  audit({
    event: 'ORGANIZATION_MEMBER_LEAVE',
    owner_id: params.org_id,
    targets: [{ user: { id: caller.user_id } }],
    details: ended(places),
  });
  return {};
});
