import { tokenRulesPut } from '../../../contract/api/policies.ts';
import { withVersion } from '../../http/operation.ts';
import { listMemberTokens, previewRules } from './list.ts';
import { findRules, getRules, putRules } from './rules.ts';
import { restoreTokens, withdrawTokens } from './withdraw.ts';

export const tokenRuleOperations = [
  getRules,
  withVersion(tokenRulesPut, async ({ params }, db) => (await findRules(db, params.org_id)).modified_at, putRules),
  previewRules,
  listMemberTokens,
  withdrawTokens,
  restoreTokens,
];
