import { listMemberTokens, previewRules } from './list.ts';
import { getRules, putRules } from './rules.ts';
import { restoreTokens, withdrawTokens } from './withdraw.ts';

export const tokenRuleOperations = [getRules, putRules, previewRules, listMemberTokens, withdrawTokens, restoreTokens];
