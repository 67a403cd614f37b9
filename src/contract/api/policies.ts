import { z } from 'zod';
import { abilities, id, line, newId, orgParams, pageQuery, scope, time, userParams } from '../common.ts';
import { passwordPolicy, passwordViolations } from '../password-policy.ts';
import { defineRoute } from '../route.ts';
import { complianceLabel } from './apps.ts';
import { passwordInput } from './users.ts';

const manage = { for: 'organization', action: 'manage_policies' } as const;
const view = { for: 'organization', action: 'view_organization' } as const;

export const silo = z.object({
  id: z.string(),
  name: z.string(),
  team_ids: z.array(z.string()),
  required_labels: z.array(z.string()),
  /** How many people it binds, and how many of the organization's apps it keeps from them. */
  members_count: z.number().int(),
  apps_closed_count: z.number().int(),
  created_at: time,
  modified_at: time,
  abilities,
});
export type Silo = z.infer<typeof silo>;

const requiredLabels = z.array(complianceLabel).min(1, 'is empty').max(20);
const teamIds = z.array(id).min(1, 'is empty').max(200);

export const silosList = defineRoute('silos.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/policies/silos',
  summary: 'Silos by name: which teams may only reach apps with which labels',
  access: { for: 'organization', action: 'view_teams' },
  params: orgParams,
  query: z.strictObject(pageQuery),
  answer: z.object({ silos: z.array(silo), next_cursor: z.string().optional() }),
  offline: true,
});

export const silosCreate = defineRoute('silos.create', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/policies/silos',
  summary: 'Create silos, all or none',
  access: manage,
  params: orgParams,
  body: z.strictObject({
    silos: z
      .array(z.strictObject({ id: newId, name: line(80), team_ids: teamIds, required_labels: requiredLabels }))
      .min(1)
      .max(20),
  }),
  answer: z.object({ silos: z.array(silo) }),
});

export const silosUpdate = defineRoute('silos.update', {
  method: 'PATCH',
  path: '/v2/organizations/{org_id}/policies/silos',
  summary: 'Change silos, all or none; what that opens is in the answer',
  access: manage,
  params: orgParams,
  body: z.strictObject({
    silos: z
      .array(
        z
          .strictObject({ id, name: line(80), team_ids: teamIds, required_labels: requiredLabels })
          .partial()
          .required({ id: true }),
      )
      .min(1)
      .max(20),
    action: z.enum(['overwrite']).default('overwrite'),
  }),
  answer: z.object({ silos: z.array(silo) }),
  versioned: true,
});

export const silosDelete = defineRoute('silos.delete', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/policies/silos',
  summary: 'Delete silos, all or none; what that opens is in the answer',
  access: manage,
  params: orgParams,
  body: z.strictObject({ ids: z.array(id).min(1).max(100) }),
  answer: z.object({}),
  versioned: true,
});

export const passwordPolicyGet = defineRoute('password_policy.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/policies/password',
  summary: "The organization's password policy",
  access: view,
  params: orgParams,
  answer: z.object({ password_policy: passwordPolicy, modified_at: time.nullable() }),
  offline: true,
});

export const passwordPolicyPut = defineRoute('password_policy.put', {
  method: 'PUT',
  path: '/v2/organizations/{org_id}/policies/password',
  summary: "Set the organization's password policy",
  access: manage,
  params: orgParams,
  body: z.strictObject({ password_policy: passwordPolicy }),
  answer: z.object({ password_policy: passwordPolicy, modified_at: time.nullable() }),
  versioned: true,
});

const affected = z.object({
  user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }),
  password_changed_at: time.nullable(),
  /** Known now: the password is too old. Known at the next sign-in: whether it keeps the other rules. */
  reason: z.enum(['too_old', 'checked_at_next_sign_in']),
});

/** A password cannot be read back: only its age is known now. The other rules are checked when it is next typed. */
export const passwordPolicyPreview = defineRoute('password_policy.preview', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/policies/password/preview',
  summary: 'What a policy would mean for the existing members, before it is saved',
  access: manage,
  params: orgParams,
  body: z.strictObject({ password_policy: passwordPolicy }),
  answer: z.object({
    must_change_count: z.number().int(),
    checked_at_next_sign_in_count: z.number().int(),
    without_password_count: z.number().int(),
    /** The first hundred of each, those who must change first. */
    members: z.array(affected),
  }),
  reads: true,
});

export const usersValidatePassword = defineRoute('users.validate_password', {
  method: 'POST',
  path: '/v2/users/{user_id}/validate_password',
  summary: 'Which rules a password would violate: the strictest of each over the organizations of the person',
  access: { for: 'self' },
  params: userParams,
  body: z.strictObject({ password: z.strictObject({ plaintext: passwordInput }) }),
  answer: z.object({ password_violations: passwordViolations }),
  reads: true,
});

/** The policy that binds the person: the strictest of each rule over their organizations. */
export const usersPasswordPolicy = defineRoute('users.password_policy', {
  method: 'GET',
  path: '/v2/users/{user_id}/password_policy',
  summary: 'The password policy that binds the person: the strictest of each rule over their organizations',
  access: { for: 'self' },
  params: userParams,
  answer: z.object({
    password_policy: passwordPolicy,
    /** Which organizations set one. */
    organizations: z.array(z.object({ id: z.string(), name: z.string() })),
    /** When the password must be changed at the latest; null where no policy says so. */
    expires_at: time.nullable(),
  }),
  offline: true,
});

export const tokenRules = z.strictObject({
  /** The longest life in days, from creation to expiry; null for no limit. */
  max_lifetime_days: z.number().int().min(1).max(3650).nullable(),
  /** Tokens without an expiry are kept out. */
  require_expiry: z.boolean(),
  /** Tokens with any other scope are kept out; null for no limit. */
  allowed_scopes: z.array(scope).min(1).max(100).nullable(),
});
export type TokenRules = z.infer<typeof tokenRules>;

export const memberToken = z.object({
  id: z.string(),
  user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string() }),
  description: z.string(),
  /** A sign-in is bound by no rule: it ends with a sign-out or another password. */
  made_by: z.enum(['person', 'sign_in', 'workspace']).optional(),
  scopes: z.array(z.string()),
  /** Rights that the token has been used for in this organization. */
  used_scopes: z.array(z.string()),
  created_at: time,
  expires_at: time.nullable(),
  last_used_at: time.nullable(),
  /** Which of the organization's rules it breaks: it is kept out of this organization. */
  violations: z.array(z.enum(['max_lifetime', 'require_expiry', 'allowed_scopes'])),
  /** An admin has taken its access to this organization away. */
  withdrawn_at: time.nullable(),
  abilities,
});
export type MemberToken = z.infer<typeof memberToken>;

export const tokenRulesGet = defineRoute('token_rules.get', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/policies/tokens',
  summary: "The organization's rules for tokens",
  access: view,
  params: orgParams,
  answer: z.object({ token_rules: tokenRules, modified_at: time.nullable() }),
  offline: true,
});

export const tokenRulesPut = defineRoute('token_rules.put', {
  method: 'PUT',
  path: '/v2/organizations/{org_id}/policies/tokens',
  summary: "Set the organization's rules for tokens; the caller's own token must keep them",
  access: manage,
  params: orgParams,
  body: z.strictObject({ token_rules: tokenRules }),
  answer: z.object({ token_rules: tokenRules, modified_at: time.nullable() }),
  versioned: true,
});

export const tokenRulesPreview = defineRoute('token_rules.preview', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/policies/tokens/preview',
  summary: 'Which tokens rules would keep out, before they are saved',
  access: manage,
  params: orgParams,
  body: z.strictObject({ token_rules: tokenRules }),
  answer: z.object({
    kept_out_count: z.number().int(),
    people_count: z.number().int(),
    /** The first hundred. */
    tokens: z.array(memberToken),
  }),
  reads: true,
});

export const memberTokensList = defineRoute('member_tokens.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/tokens',
  summary: "Members' live tokens, newest first, without their secrets",
  access: { for: 'organization', action: 'manage_tokens' },
  params: orgParams,
  query: z.strictObject({ ...pageQuery, user_id: id.optional() }),
  answer: z.object({ tokens: z.array(memberToken), next_cursor: z.string().optional() }),
  offline: true,
});

const tokenIds = z
  .array(z.string().regex(/^[A-Za-z0-9]{6,32}$/, 'is not the public id of a token'))
  .min(1)
  .max(1000);

export const memberTokensWithdraw = defineRoute('member_tokens.withdraw', {
  method: 'DELETE',
  path: '/v2/organizations/{org_id}/tokens',
  summary: "Take tokens' access to this organization away, all or none; what else they reach stays theirs",
  access: { for: 'organization', action: 'manage_tokens' },
  params: orgParams,
  body: z.strictObject({ ids: tokenIds }),
  answer: z.object({}),
});

export const memberTokensRestore = defineRoute('member_tokens.restore', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/tokens/restore',
  summary: 'Give withdrawn tokens their access back, all or none',
  access: { for: 'organization', action: 'manage_tokens' },
  params: orgParams,
  body: z.strictObject({ ids: tokenIds }),
  answer: z.object({}),
});
