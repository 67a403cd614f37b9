import { type RawBuilder, sql } from 'kysely';
import type { TokenRules } from '../../contract/api/policies.ts';
import type { KeysTable } from '../db/tables.ts';
import { forbidden } from '../http/problem.ts';

export type TokenViolation = 'max_lifetime' | 'require_expiry' | 'allowed_scopes';

/** What rules ask of a token. */
export interface RuledToken {
  readonly made_by: KeysTable['made_by'];
  readonly scopes: readonly string[];
  /** From creation to expiry, in days; null for a token that does not expire. */
  readonly life_days: number | null;
}

/** "In 90 days" of a client's clock may be a little more than 90 days by the server's. */
const CLOCK_GRACE_DAYS = 1 / 24;

/**
 * The organization's rules that a token breaks. They are about tokens that people make: a sign-in is none. It ends with
 * a sign-out or another password, and an admin can withdraw it like any token.
 */
export function tokenViolations(token: RuledToken, rules: TokenRules | null): TokenViolation[] {
  if (rules === null || token.made_by !== 'person') return [];
  const { max_lifetime_days: longest, require_expiry, allowed_scopes: allowed } = rules;
  const { life_days: life, scopes } = token;
  const found: TokenViolation[] = [];
  if (longest !== null && (life === null || life > longest + CLOCK_GRACE_DAYS)) found.push('max_lifetime');
  if (require_expiry && life === null) found.push('require_expiry');
  if (allowed !== null && !allowed.includes('*') && !scopes.every((one) => (allowed as string[]).includes(one)))
    found.push('allowed_scopes');
  return found;
}

/** What one organization says about one token. Null for a token that is not there, as in sample data. */
export type TokenStanding = (RuledToken & { readonly rules: TokenRules | null; readonly withdrawn: boolean }) | null;

/** A `RuledToken`'s life, of the columns of `keys`. */
export const lifeInDays = sql<number | null>`(extract(epoch from keys.expires_at - keys.created_at) / 86400)::float8`;

/** The standing of a token in an organization, as one expression of a query that reads something else as well. */
export const tokenStanding = (organization: RawBuilder<unknown>, keyId: string | null): RawBuilder<TokenStanding> =>
  sql<TokenStanding>`(
    select jsonb_build_object('made_by', keys.made_by, 'scopes', keys.scopes, 'life_days', ${lifeInDays},
      'rules', token_rules.rules, 'withdrawn', withdrawn_tokens.key_id is not null)
    from keys
    left join token_rules on ${organization} = token_rules.organization_id
    left join withdrawn_tokens
      on ${organization} = withdrawn_tokens.organization_id and withdrawn_tokens.key_id = keys.id
    where keys.id = ${keyId})`;

/** A rule of the token's own making, or an admin's word. */
export type TokenRule = TokenViolation | 'withdrawn';

const TEXTS: Readonly<Record<TokenRule, string>> = {
  max_lifetime: 'it lives longer than the organization allows',
  require_expiry: 'it has no expiry, which the organization asks for',
  allowed_scopes: 'it has scopes that the organization does not allow',
  withdrawn: 'an admin has withdrawn its access',
};

/** Why an organization keeps the token out; empty where it does not. */
export const brokenRules = (standing: TokenStanding): readonly TokenRule[] =>
  standing === null
    ? []
    : [...(standing.withdrawn ? (['withdrawn'] as const) : []), ...tokenViolations(standing, standing.rules)];

/** Throws forbidden, naming the first rule that keeps the token out of the organization; does nothing without one. */
export function refuseToken(rules: readonly string[] | undefined): void {
  const [rule] = rules ?? [];
  if (rule === undefined) return;
  throw forbidden(`token.${rule}`, `this token is kept out of the organization: ${TEXTS[rule as TokenRule] ?? rule}`);
}
