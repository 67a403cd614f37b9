import { sql } from 'kysely';
import { organizationsUpdate } from '../../../contract/api/organizations.ts';
import { changes } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import { asSystem } from '../../db/scope.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { duplicate } from '../../http/problem.ts';
import { nameKey } from './create.ts';
import { findOrganization } from './present.ts';

async function assertNameFree(db: Db, id: string, name: string): Promise<void> {
  const taken = await asSystem(db, (trx) =>
    trx
      .selectFrom('organizations')
      .select('id')
      .where('name_key', '=', nameKey(name))
      .where('id', '!=', id)
      .executeTakeFirst(),
  );
  if (taken !== undefined) throw duplicate('body.organization.name', `The name ${name} is taken`);
}

/** When the organization's own fields last changed; null where there is none. */
export async function organizationVersion(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('organizations').select('modified_at').where('id', '=', id).executeTakeFirst();
  return row?.modified_at ?? null;
}

/** Changes the name, the billing e-mail or the image. The unique index decides when two take a name at once. */
export const updateOrganization = handle(organizationsUpdate, async ({ params, body, db, caller, ...call }) => {
  const before = await findOrganization(db, params.org_id, caller);
  const changed = changes(before, body.organization);
  if (Object.keys(changed).length === 0) {
    call.nothingToAudit('every field has the value already');
    return { organization: before };
  }
  const { name } = body.organization;
  if (name !== undefined) await assertNameFree(db, params.org_id, name);
  await changeOne(
    db
      .updateTable('organizations')
      .set({
        ...body.organization,
        ...(name === undefined ? {} : { name_key: nameKey(name) }),
        modified_at: sql<string>`steward_now()`,
      })
      .where('id', '=', params.org_id),
  );
  call.audit({
    event: 'ORGANIZATION_UPDATE',
    owner_id: params.org_id,
    targets: [{ organization: { id: params.org_id } }],
    details: { changes: changed },
  });
  return { organization: await findOrganization(db, params.org_id, caller) };
});
