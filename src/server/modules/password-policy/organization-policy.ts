import { passwordPolicyGet, passwordPolicyPut } from '../../../contract/api/policies.ts';
import { DEFAULT_POLICY } from '../../../contract/password-policy.ts';
import { changes } from '../../audit/record.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { now } from '../silos/write.ts';

/** The organization's policy; the default, never modified, where it has set none. */
export async function findPolicy(db: Db, orgId: string) {
  const row = await db
    .selectFrom('password_policies')
    .select(['policy', 'modified_at'])
    .where('organization_id', '=', orgId)
    .executeTakeFirst();
  return { password_policy: row?.policy ?? DEFAULT_POLICY, modified_at: row?.modified_at ?? null };
}

export const getPolicy = handle(passwordPolicyGet, ({ params, db }) => findPolicy(db, params.org_id));

/** Sets the policy. It binds from now on: passwords are judged when they are next typed or chosen. */
export const putPolicy = handle(passwordPolicyPut, async ({ params, body, db, audit, nothingToAudit }) => {
  const before = await findPolicy(db, params.org_id);
  const changed = changes({ ...before.password_policy }, { ...body.password_policy });
  if (Object.keys(changed).length === 0 && before.modified_at !== null) {
    nothingToAudit('the policy has these rules already');
    return before;
  }
  const policy = JSON.stringify(body.password_policy);
  await db
    .insertInto('password_policies')
    .values({ organization_id: params.org_id, policy })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ policy, modified_at: now }))
    .execute();
  audit({
    event: 'PASSWORD_POLICY_UPDATE',
    owner_id: params.org_id,
    targets: [{ organization: { id: params.org_id } }],
    details: { changes: changed },
  });
  return findPolicy(db, params.org_id);
});
