import { sql } from 'kysely';
import { memberTokensList, tokenRulesPreview } from '../../../contract/api/policies.ts';
import { lifeInDays, tokenViolations } from '../../access/token-rules.ts';
import { handle } from '../../http/operation.ts';
import { type ListOrder, selectPage } from '../../http/pagination.ts';
import { isLive, presentMemberToken, selectMemberTokens, type TokenRow } from './present.ts';
import { findRules } from './rules.ts';

const NEWEST_FIRST: ListOrder<TokenRow> = {
  list: 'member_tokens',
  keys: [
    { expression: sql`keys.created_at`, type: 'timestamptz', value: (row) => row.created_at },
    { expression: sql`keys.id`, type: 'text', value: (row) => row.id },
  ],
  descending: true,
};

export const listMemberTokens = handle(memberTokensList, async ({ params, query, db, caller }) => {
  const { token_rules } = await findRules(db, params.org_id);
  let select = selectMemberTokens(db, params.org_id);
  if (query.user_id !== undefined) select = select.where('keys.user_id', '=', query.user_id);
  const { rows, next_cursor } = await selectPage(select, query, NEWEST_FIRST);
  return { tokens: rows.map((row) => presentMemberToken(row, token_rules, caller)), next_cursor };
});

const LISTED = 100;

/** Which live tokens these rules would keep out that come in now. The same function judges that would then decide. */
export const previewRules = handle(tokenRulesPreview, async ({ params, body, db, caller }) => {
  const all = await db
    .selectFrom('keys')
    .innerJoin('members', 'members.user_id', 'keys.user_id')
    .select(['keys.id', 'keys.user_id', 'keys.made_by', 'keys.scopes', lifeInDays.as('life_days')])
    .where('members.organization_id', '=', params.org_id)
    .where(isLive)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('withdrawn_tokens')
            .select('withdrawn_tokens.key_id')
            .where('withdrawn_tokens.organization_id', '=', params.org_id)
            .whereRef('withdrawn_tokens.key_id', '=', 'keys.id'),
        ),
      ),
    )
    .orderBy('keys.created_at', 'desc')
    .orderBy('keys.id', 'desc')
    .execute();
  const out = all.filter((token) => tokenViolations(token, body.token_rules).length > 0);
  const ids = out.slice(0, LISTED).map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await selectMemberTokens(db, params.org_id)
          .where('keys.id', 'in', ids)
          .orderBy('keys.created_at', 'desc')
          .orderBy('keys.id', 'desc')
          .execute();
  return {
    kept_out_count: out.length,
    people_count: new Set(out.map(({ user_id }) => user_id)).size,
    tokens: rows.map((row) => presentMemberToken(row, body.token_rules, caller)),
  };
});
