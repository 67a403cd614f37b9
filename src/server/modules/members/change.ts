import { membersRemove, membersUpdate } from '../../../contract/api/members.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import { changeExactly } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { assertAdminRoom } from './admin-limit.ts';
import { assertAdminRemains } from './last-admin.ts';
import { ended, placesOf } from './places.ts';
import { presentMember, selectMembers } from './present.ts';

/** The roles that these members have now. Throws not_found naming the first who is no member. */
async function rolesOf(db: Db, organizationId: string, userIds: readonly string[], field: (index: number) => string) {
  const rows = await db
    .selectFrom('members')
    .select(['user_id', 'role_id'])
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', userIds)
    .execute();
  const roles = new Map(rows.map((row) => [row.user_id, row.role_id]));
  const missing = userIds.findIndex((id) => !roles.has(id));
  if (missing !== -1)
    throw new Problem('not_found', `${userIds[missing]} is not a member`, [
      { field: field(missing), message: 'is not a member' },
    ]);
  return roles;
}

function assertDistinct(ids: readonly string[], field: string): void {
  if (new Set(ids).size !== ids.length) throw invalid(field, 'names somebody twice');
}

/** Changes roles, all or none, under the organization's lock. */
export const updateMembers = handle(membersUpdate, async ({ params, body, db, caller, membership, audit, ...call }) => {
  const ids = body.members.map((member) => member.user_id);
  assertDistinct(ids, 'body.members');
  const before = await rolesOf(db, params.org_id, ids, (index) => `body.members.${index}.user_id`);
  const changed = body.members.filter((member) => before.get(member.user_id) !== member.role_id);
  await assertAdminRoom(db, idsWithRole(changed, 'admin'), 1, membership?.plan);
  for (const [role, userIds] of byRole(changed)) {
    await changeExactly(
      userIds.length,
      db
        .updateTable('members')
        .set({ role_id: role })
        .where('organization_id', '=', params.org_id)
        .where('user_id', 'in', userIds),
    );
  }
  await assertAdminRemains(db, params.org_id);
  if (changed.length === 0) call.nothingToAudit('everybody has the role already');
  else
    audit({
      event: 'ORGANIZATION_MEMBER_CHANGE',
      owner_id: params.org_id,
      targets: changed.map((member) => ({ user: { id: member.user_id } })),
      details: {
        changes: Object.fromEntries(
          changed.map((member) => [member.user_id, { before: before.get(member.user_id), after: member.role_id }]),
        ),
      },
    });
  const rows = await selectMembers(db, params.org_id).where('members.user_id', 'in', ids).execute();
  const abilities = membership?.abilities;
  return {
    members: abilities === undefined ? [] : rows.map((row) => presentMember(row, abilities, caller.user_id)),
  };
});

const idsWithRole = (members: readonly { user_id: string; role_id: RoleId }[], role: RoleId): string[] =>
  members.filter((member) => member.role_id === role).map((member) => member.user_id);

function byRole(members: readonly { user_id: string; role_id: RoleId }[]): Map<RoleId, string[]> {
  const found = new Map<RoleId, string[]>();
  for (const { user_id, role_id } of members) found.set(role_id, [...(found.get(role_id) ?? []), user_id]);
  return found;
}

/** Removes members, all or none, under the organization's lock. Their teams go with them (foreign key). */
export const removeMembers = handle(membersRemove, async ({ params, body, db, audit }) => {
  assertDistinct(body.user_ids, 'body.user_ids');
  await rolesOf(db, params.org_id, body.user_ids, (index) => `body.user_ids.${index}`);
  const places = await placesOf(db, params.org_id, body.user_ids);
  await changeExactly(
    body.user_ids.length,
    db.deleteFrom('members').where('organization_id', '=', params.org_id).where('user_id', 'in', body.user_ids),
  );
  await assertAdminRemains(db, params.org_id);
  audit({
    event: 'ORGANIZATION_MEMBER_REMOVE',
    owner_id: params.org_id,
    targets: body.user_ids.map((id) => ({ user: { id } })),
    details: ended(places),
  });
  return {};
});
