import { type TokenRules, tokenRulesGet, tokenRulesPut } from '../../../contract/api/policies.ts';
import { lifeInDays, type TokenViolation, tokenViolations } from '../../access/token-rules.ts';
import { changes } from '../../audit/record.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';
import { handle } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { asSet, now } from '../silos/write.ts';

const NO_RULES: TokenRules = { max_lifetime_days: null, require_expiry: false, allowed_scopes: null };

/** The organization's rules for tokens; none, never modified, where it has set none. */
export async function findRules(db: Db, orgId: string) {
  const row = await db
    .selectFrom('token_rules')
    .select(['rules', 'modified_at'])
    .where('organization_id', '=', orgId)
    .executeTakeFirst();
  return { token_rules: row?.rules ?? NO_RULES, modified_at: row?.modified_at ?? null };
}

const FIELDS: Readonly<Record<TokenViolation, keyof TokenRules>> = {
  max_lifetime: 'max_lifetime_days',
  require_expiry: 'require_expiry',
  allowed_scopes: 'allowed_scopes',
};
const WHY: Readonly<Record<TokenViolation, string>> = {
  max_lifetime: 'would keep out the token that you are using: it lives longer',
  require_expiry: 'would keep out the token that you are using: it has no expiry',
  allowed_scopes: 'would keep out the token that you are using: it has other scopes',
};

/** Throws invalid naming each rule that the caller's own token breaks: nobody locks themselves out. */
async function assertOwnTokenKept(db: Db, caller: Caller, rules: TokenRules): Promise<void> {
  const own = await db
    .selectFrom('keys')
    .select(['made_by', 'scopes', lifeInDays.as('life_days')])
    .where('id', '=', caller.key_id)
    .executeTakeFirst();
  const broken = own === undefined ? [] : tokenViolations(own, rules);
  if (broken.length === 0) return;
  const details = broken.map((rule) => ({ field: `body.token_rules.${FIELDS[rule]}`, message: WHY[rule] }));
  throw new Problem(
    'invalid',
    'These rules would keep out the token that you are using. Make one that keeps them first.',
    details,
  );
}

export const getRules = handle(tokenRulesGet, ({ params, db }) => findRules(db, params.org_id));

/** Sets the rules. Tokens that break them are kept out of this organization at once, and of no other. */
export const putRules = handle(tokenRulesPut, async ({ params, body, db, caller, audit, nothingToAudit }) => {
  const { allowed_scopes: allowed, ...rest } = body.token_rules;
  const next: TokenRules = { ...rest, allowed_scopes: allowed && (asSet(allowed) as typeof allowed) };
  await assertOwnTokenKept(db, caller, next);
  const before = await findRules(db, params.org_id);
  const changed = changes({ ...before.token_rules }, { ...next });
  if (Object.keys(changed).length === 0) {
    nothingToAudit('the rules are these already');
    return before;
  }
  const rules = JSON.stringify(next);
  await db
    .insertInto('token_rules')
    .values({ organization_id: params.org_id, rules })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ rules, modified_at: now }))
    .execute();
  audit({
    event: 'TOKEN_RULES_UPDATE',
    owner_id: params.org_id,
    targets: [{ organization: { id: params.org_id } }],
    details: { changes: changed },
  });
  return findRules(db, params.org_id);
});
