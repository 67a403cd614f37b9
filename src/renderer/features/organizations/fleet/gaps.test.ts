import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrganizationOverview } from '../../../../contract/api/overview.ts';
import { type BaselineRules, DEFAULT_RULES } from '../../../../contract/baseline.ts';
import {
  DEFAULT_POLICY,
  NIST_POLICY,
  PASSWORD_RULES,
  type PasswordPolicy,
} from '../../../../contract/password-policy.ts';
import { makeOrganization } from '../../../testing/world.ts';
import { makeOverview } from '../../../testing/world-overview.ts';
import { gapsOf, resolveBaseline, rulesOf } from './gaps.ts';

const base = makeOverview(makeOrganization(0), 0);
const with_ = (
  part: Partial<NonNullable<OrganizationOverview['policies']>>,
  more: Partial<OrganizationOverview> = {},
) => ({
  ...base,
  ...more,
  policies: {
    password_policy: NIST_POLICY,
    token_rules: { max_lifetime_days: 90, require_expiry: true, allowed_scopes: null },
    silos_count: 1,
    ...part,
  },
});
const nothing: BaselineRules = {
  password_policy: null,
  token_rules: null,
  min_admins: 1,
  needs_silo: false,
  needs_budget: false,
};
const textsOf = (rules: BaselineRules, overview: OrganizationOverview) =>
  gapsOf(rules, overview)?.map(({ text }) => text);

const maybe = (max: number) => fc.option(fc.integer({ min: 1, max }));
const policy = fc.record({
  ...Object.fromEntries(PASSWORD_RULES.map((rule) => [rule, fc.boolean()])),
  minimum_length: fc.integer({ min: 8, max: 64 }),
  maximum_length: fc.integer({ min: 64, max: 1024 }),
  password_reuse: maybe(24),
  password_lifespan: maybe(3650),
}) as unknown as fc.Arbitrary<PasswordPolicy>;
const tokens = fc.record({
  max_lifetime_days: maybe(3650),
  require_expiry: fc.boolean(),
  allowed_scopes: fc.option(fc.subarray(['read', 'create_apps', 'manage_teams'] as const, { minLength: 1 })),
});

test('an organization keeps whatever it is itself the model of, and what asks for nothing has no gaps', () => {
  fc.assert(
    fc.property(policy, tokens, fc.integer({ min: 1, max: 5 }), (password_policy, token_rules, admins_count) => {
      const own = with_({ password_policy, token_rules: token_rules as never }, { admins_count });
      const rules = rulesOf(own);
      expect(rules && gapsOf(rules, own)).toEqual([]);
      expect(gapsOf(nothing, own)).toEqual([]);
    }),
  );
});

test('a gap is there exactly where something is asked for less strictly', () => {
  fc.assert(
    fc.property(policy, policy, (own, wanted) => {
      const less =
        own.minimum_length < wanted.minimum_length ||
        (wanted.password_reuse !== null && (own.password_reuse ?? 0) < wanted.password_reuse) ||
        (wanted.password_lifespan !== null && (own.password_lifespan ?? Infinity) > wanted.password_lifespan) ||
        PASSWORD_RULES.some((rule) => wanted[rule] === true && own[rule] === false);
      const found = gapsOf({ ...nothing, password_policy: wanted }, with_({ password_policy: own }));
      expect((found?.length ?? 0) > 0).toBe(less);
    }),
  );
});

test('each gap is named in words', () => {
  const bare = with_(
    {
      password_policy: DEFAULT_POLICY,
      token_rules: { max_lifetime_days: null, require_expiry: false, allowed_scopes: null },
      silos_count: 0,
    },
    { admins_count: 1 },
  );
  expect(textsOf({ ...DEFAULT_RULES, needs_silo: true }, bare)).toEqual([
    'Passwords of 8 characters will do; the baseline wants 15.',
    'Passwords need not keep to “No simple patterns”.',
    'Passwords need not keep to “No names”.',
    'Passwords need not keep to “No e-mail address”.',
    'Tokens need no expiry.',
    'Tokens may live as long as they like; the baseline says 365 days.',
    '1 admin; the baseline wants 2.',
    'No silo keeps labeled apps to the right teams.',
    'No budget warns of what is spent.',
  ]);
});

test('what cannot be seen is no gap: no policies, no admins, no money', () => {
  expect(gapsOf(DEFAULT_RULES, { ...base, policies: null })).toBeNull();
  const blind = with_({ silos_count: null }, { admins_count: null, spend: null });
  expect(gapsOf({ ...DEFAULT_RULES, needs_silo: true }, blind)).toEqual([]);
});

test('a model is found in its own account, and a gone one measures nothing', () => {
  const placed = [{ ...with_({}), account: { id: 'a' } }];
  const model = (account_id: string) =>
    ({ from: 'organization', account_id, organization_id: base.organization.id }) as const;
  expect(resolveBaseline(model('a'), placed)).toMatchObject({ password_policy: NIST_POLICY, needs_silo: true });
  expect(resolveBaseline(model('b'), placed)).toBeNull();
});
