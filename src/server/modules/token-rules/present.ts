import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { MemberToken, TokenRules } from '../../../contract/api/policies.ts';
import { lifeInDays, tokenViolations } from '../../access/token-rules.ts';
import type { Db } from '../../db/tables.ts';
import type { Caller } from '../../http/authenticate.ts';

/** True for a token that still works somewhere. */
export const isLive = sql<boolean>`keys.revoked_at is null and (keys.expires_at is null or keys.expires_at > steward_now())`;

/** Members' live tokens, one row each. */
export function selectMemberTokens(db: Db, orgId: string) {
  return db
    .selectFrom('keys')
    .innerJoin('members', 'members.user_id', 'keys.user_id')
    .innerJoin('users', 'users.id', 'keys.user_id')
    .leftJoin('withdrawn_tokens', (join) =>
      join
        .onRef('withdrawn_tokens.key_id', '=', 'keys.id')
        .onRef('withdrawn_tokens.organization_id', '=', 'members.organization_id'),
    )
    .select(['keys.id', 'keys.user_id', 'keys.description', 'keys.made_by', 'keys.scopes', 'keys.created_at'])
    .select(['keys.expires_at', 'keys.last_used_at', 'users.first_name', 'users.last_name'])
    .select(['withdrawn_tokens.withdrawn_at', lifeInDays.as('life_days')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('token_uses')
          .select('token_uses.action')
          .whereRef('token_uses.organization_id', '=', 'members.organization_id')
          .whereRef('token_uses.key_id', '=', 'keys.id')
          .orderBy('token_uses.action'),
      ).as('uses'),
    )
    .where('members.organization_id', '=', orgId)
    .where(isLive);
}

export type TokenRow = Awaited<ReturnType<ReturnType<typeof selectMemberTokens>['execute']>>[number];

/** A member's token as an admin sees it, judged by these rules. */
export function presentMemberToken(row: TokenRow, rules: TokenRules, caller: Caller): MemberToken {
  return {
    id: row.id,
    user: { id: row.user_id, first_name: row.first_name, last_name: row.last_name },
    description: row.description,
    made_by: row.made_by,
    scopes: row.scopes,
    used_scopes: row.uses.map(({ action }) => action),
    created_at: row.created_at,
    expires_at: row.expires_at,
    last_used_at: row.last_used_at,
    violations: tokenViolations(row, rules),
    withdrawn_at: row.withdrawn_at,
    abilities: { withdraw: row.withdrawn_at === null && row.id !== caller.key_id, restore: row.withdrawn_at !== null },
  };
}
