import { passwordPolicyPut } from '../../../contract/api/policies.ts';
import { withVersion } from '../../http/operation.ts';
import { findPolicy, getPolicy, putPolicy } from './organization-policy.ts';
import { getOwnPolicy, validatePassword } from './person.ts';
import { previewPolicy } from './preview.ts';

export const passwordPolicyOperations = [
  getPolicy,
  withVersion(
    passwordPolicyPut,
    async ({ params }, db) => (await findPolicy(db, params.org_id)).modified_at,
    putPolicy,
  ),
  previewPolicy,
  getOwnPolicy,
  validatePassword,
];
