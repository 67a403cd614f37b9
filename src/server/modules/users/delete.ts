import { usersDelete } from '../../../contract/api/users.ts';
import { changeAny, changeExactly, changeOne } from '../../db/changed.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { assertAdminRemains } from '../members/last-admin.ts';
import { ended, type Place, placesOf } from '../members/places.ts';

/** Locks every organization of the person, in the order of their ids, and takes the person out of each. */
async function leaveAll(db: Db, userId: string): Promise<Map<string, ReadonlyMap<string, Place>>> {
  const memberships = await db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select('organizations.id')
    .where('members.user_id', '=', userId)
    .orderBy('organizations.id')
    .forUpdate('organizations')
    .execute();
  const left = new Map<string, ReadonlyMap<string, Place>>();
  for (const { id } of memberships) {
    const places = await placesOf(db, id, [userId]);
    // Removed while this waited for the organization's lock: they do not leave it a second time.
    if (places.size > 0) left.set(id, places);
  }
  await changeExactly(left.size, db.deleteFrom('members').where('user_id', '=', userId));
  for (const id of left.keys()) await assertAdminRemains(db, id);
  return left;
}

/** What the person has in others' apps, and clusters of their own, on which nothing can run without an app. */
async function removeTraces(db: Db, userId: string): Promise<void> {
  await changeAny(db.deleteFrom('collaborators').where('collaborator_id', '=', userId));
  await changeAny(db.deleteFrom('stars').where('starrer_id', '=', userId));
  await changeAny(db.deleteFrom('clusters').where('owner_id', '=', userId));
}

/** Deletes the caller's account. Their id is never given to anybody else, so that audit entries stay true. */
export const deleteUser = handle(usersDelete, async ({ body, db, caller, audit }) => {
  if (body.confirm !== caller.user_id) throw invalid('body.confirm', 'must be your own id');
  // From here on nobody can make them a member of anything: an organization created meanwhile would lose its admin.
  await db.selectFrom('users').select('id').where('id', '=', caller.user_id).forUpdate().execute();
  const apps = await db.selectFrom('apps').select('id').where('owner_id', '=', caller.user_id).execute();
  if (apps.length > 0)
    throw new Problem('invalid', `Transfer or delete your ${apps.length} apps first`, [
      { field: 'body.confirm', message: 'you still own apps' },
    ]);
  const owns = await db
    .selectFrom('workspace')
    .select('owner_id')
    .where('owner_id', '=', caller.user_id)
    .executeTakeFirst();
  if (owns !== undefined)
    throw new Problem('invalid', 'The owner of a local workspace goes with it: remove the workspace instead', [
      { field: 'body.confirm', message: 'you own this workspace' },
    ]);
  const left = await asSystem(db, async (trx) => {
    await removeTraces(trx, caller.user_id);
    return leaveAll(trx, caller.user_id);
  });
  const target = { user: { id: caller.user_id } };
  for (const [id, places] of left)
    audit({ event: 'ORGANIZATION_MEMBER_LEAVE', owner_id: id, targets: [target], details: ended(places) });
  audit({ event: 'USER_DELETE', owner_id: caller.user_id, targets: [target] });
  await changeOne(db.deleteFrom('users').where('id', '=', caller.user_id));
  return {};
});
