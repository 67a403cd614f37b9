import type { OrganizationOverview } from '../../../../contract/api/overview.ts';
import type { TokenRules } from '../../../../contract/api/policies.ts';
import type { Baseline, BaselineRules } from '../../../../contract/baseline.ts';
import { type PasswordPolicy, strictest } from '../../../../contract/password-policy.ts';
import { formatNumber, plural } from '../../../lib/format.ts';
import { SWITCH_RULES } from '../../security/policy-rules.ts';

/** Something in which an organization asks for less than the baseline, and the page where that is changed. */
export interface Gap {
  readonly about: 'passwords' | 'tokens' | 'silos' | 'members' | 'budgets';
  readonly text: string;
}

const days = (count: number): string => plural(count, 'day');

const NUMBERS: readonly {
  readonly rule: 'minimum_length' | 'password_reuse' | 'password_lifespan';
  readonly says: (own: number | null, wanted: number) => string;
}[] = [
  {
    rule: 'minimum_length',
    says: (own, wanted) => `Passwords of ${formatNumber(own ?? 0)} characters will do; the baseline wants ${wanted}.`,
  },
  {
    rule: 'password_reuse',
    says: (own, wanted) =>
      own === null
        ? `Earlier passwords may come back; the baseline keeps out the last ${wanted}.`
        : `Only the last ${own} passwords are kept out; the baseline keeps out ${wanted}.`,
  },
  {
    rule: 'password_lifespan',
    says: (own, wanted) =>
      own === null
        ? `Passwords never have to change; the baseline says after ${days(wanted)}.`
        : `Passwords may be ${days(own)} old; the baseline says ${days(wanted)}.`,
  },
];

/** How long a password may be at most is no protection: a longer one than the baseline's is no gap. */
function passwordGaps(own: PasswordPolicy, wanted: PasswordPolicy): Gap[] {
  const both = strictest(own, wanted);
  const numbers = NUMBERS.filter(({ rule }) => both[rule] !== own[rule]).map(({ rule, says }) =>
    says(own[rule], wanted[rule] ?? 0),
  );
  const switches = SWITCH_RULES.filter(({ rule }) => both[rule] !== own[rule]).map(
    ({ label }) => `Passwords need not keep to “${label}”.`,
  );
  return [...numbers, ...switches].map((text) => ({ about: 'passwords', text }));
}

function scopeGap(own: TokenRules['allowed_scopes'], wanted: TokenRules['allowed_scopes']): string[] {
  if (wanted === null) return [];
  if (own === null) return [`Tokens may have any scope; the baseline allows ${plural(wanted.length, 'scope')}.`];
  const more = own.filter((scope) => !wanted.includes(scope));
  return more.length === 0
    ? []
    : [`Tokens may have ${plural(more.length, 'scope')} beyond the baseline: ${more.join(', ')}.`];
}

function tokenGaps(own: TokenRules, wanted: TokenRules): Gap[] {
  const [life, most] = [own.max_lifetime_days, wanted.max_lifetime_days];
  const texts = [
    ...(wanted.require_expiry && !own.require_expiry ? ['Tokens need no expiry.'] : []),
    ...(most !== null && (life === null || life > most)
      ? [
          life === null
            ? `Tokens may live as long as they like; the baseline says ${days(most)}.`
            : `Tokens may live ${days(life)}; the baseline says ${days(most)}.`,
        ]
      : []),
    ...scopeGap(own.allowed_scopes, wanted.allowed_scopes),
  ];
  return texts.map((text) => ({ about: 'tokens', text }));
}

/** Where an organization asks for less than the rules, in words; null where its policies cannot be seen. */
export function gapsOf(rules: BaselineRules, overview: OrganizationOverview): Gap[] | null {
  const { policies, admins_count: admins, spend } = overview;
  if (policies === null) return null;
  const { password_policy: passwords, token_rules: tokens, min_admins: least } = rules;
  const few = admins !== null && admins < least;
  return [
    ...(passwords === null ? [] : passwordGaps(policies.password_policy, passwords)),
    ...(tokens === null ? [] : tokenGaps(policies.token_rules, tokens)),
    ...(few ? [{ about: 'members' as const, text: `${plural(admins, 'admin')}; the baseline wants ${least}.` }] : []),
    ...(rules.needs_silo && policies.silos_count === 0
      ? [{ about: 'silos' as const, text: 'No silo keeps labeled apps to the right teams.' }]
      : []),
    ...(rules.needs_budget && spend?.budget_state === 'none'
      ? [{ about: 'budgets' as const, text: 'No budget warns of what is spent.' }]
      : []),
  ];
}

/** What holds in an organization, as rules for the others; null where its policies cannot be seen. */
export function rulesOf({ policies, admins_count, spend }: OrganizationOverview): BaselineRules | null {
  if (policies === null) return null;
  return {
    password_policy: policies.password_policy,
    token_rules: policies.token_rules,
    // More admins than two protect nothing that two do not.
    min_admins: Math.min(2, Math.max(1, admins_count ?? 1)),
    needs_silo: (policies.silos_count ?? 0) > 0,
    needs_budget: spend !== null && spend.budget_state !== 'none',
  };
}

type Placed = OrganizationOverview & { readonly account: { readonly id: string } };

/** The rules that hold now; null where the model is not among the organizations, or hides its policies. */
export function resolveBaseline(baseline: Baseline, overviews: readonly Placed[]): BaselineRules | null {
  if (baseline.from === 'rules') return baseline.rules;
  const model = overviews.find(
    ({ account, organization }) => account.id === baseline.account_id && organization.id === baseline.organization_id,
  );
  return model === undefined ? null : rulesOf(model);
}
