import { z } from 'zod';
import { tokenRules } from './api/policies.ts';
import { id } from './common.ts';
import { NIST_POLICY, passwordPolicy } from './password-policy.ts';

/** What every organization is measured against. A part that is null, false or one asks for nothing. */
export const baselineRules = z.strictObject({
  password_policy: passwordPolicy.nullable(),
  token_rules: tokenRules.nullable(),
  /** With two, nobody is the only one who can act, or act alone unseen. */
  min_admins: z.number().int().min(1).max(20),
  needs_silo: z.boolean(),
  needs_budget: z.boolean(),
});
export type BaselineRules = z.infer<typeof baselineRules>;

/** Rules of one's own, or one organization as the model: then whatever holds there now. */
export const baseline = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('rules'), rules: baselineRules }),
  z.strictObject({ from: z.literal('organization'), account_id: z.string().max(100), organization_id: id }),
]);
export type Baseline = z.infer<typeof baseline>;

/** Until somebody sets their own: NIST's passwords, tokens that end within a year, two admins and a budget. */
export const DEFAULT_RULES: BaselineRules = {
  password_policy: NIST_POLICY,
  token_rules: { max_lifetime_days: 365, require_expiry: true, allowed_scopes: null },
  min_admins: 2,
  needs_silo: false,
  needs_budget: true,
};
export const DEFAULT_BASELINE: Baseline = { from: 'rules', rules: DEFAULT_RULES };
