import { memberTokensRestore, memberTokensWithdraw } from '../../../contract/api/policies.ts';
import { changeExactly } from '../../db/changed.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { invalid } from '../../http/problem.ts';
import { assertKnown } from '../teams/present.ts';
import { selectMemberTokens } from './present.ts';

/** Members' live tokens among `ids`. Throws not_found naming every other. */
async function findTokens(db: Db, orgId: string, ids: readonly string[], what = "a member's live token") {
  const rows = await selectMemberTokens(db, orgId)
    .where('keys.id', 'in', [...new Set(ids)])
    .execute();
  assertKnown(
    ids,
    rows.map(({ id }) => id),
    'ids',
    what,
  );
  return rows;
}

const targetsOf = (rows: readonly { id: string; description: string; user_id: string }[]) =>
  rows.flatMap(({ id, description, user_id }) => [{ key: { id, name: description } }, { user: { id: user_id } }]);

/** Takes tokens' access to this organization away, at once, all or none. They go on everywhere else. */
export const withdrawTokens = handle(
  memberTokensWithdraw,
  async ({ params, body, db, caller, audit, nothingToAudit }) => {
    const own = body.ids.indexOf(caller.key_id);
    if (own !== -1) throw invalid(`body.ids.${own}`, 'is the token that you are using');
    const rows = (await findTokens(db, params.org_id, body.ids)).filter((row) => row.withdrawn_at === null);
    if (rows.length === 0) {
      nothingToAudit('the tokens are withdrawn already');
      return {};
    }
    await db
      .insertInto('withdrawn_tokens')
      .values(rows.map(({ id }) => ({ organization_id: params.org_id, key_id: id })))
      .execute();
    audit({ event: 'TOKEN_WITHDRAW', owner_id: params.org_id, targets: targetsOf(rows) });
    return {};
  },
);

/** Gives withdrawn tokens their access back, all or none, as far as the rules let them in. */
export const restoreTokens = handle(memberTokensRestore, async ({ params, body, db, audit }) => {
  const rows = await findTokens(db, params.org_id, body.ids);
  assertKnown(
    body.ids,
    rows.filter((row) => row.withdrawn_at !== null).map(({ id }) => id),
    'ids',
    'withdrawn',
  );
  await changeExactly(
    rows.length,
    db
      .deleteFrom('withdrawn_tokens')
      .where('organization_id', '=', params.org_id)
      .where(
        'key_id',
        'in',
        rows.map(({ id }) => id),
      ),
  );
  audit({ event: 'TOKEN_RESTORE', owner_id: params.org_id, targets: targetsOf(rows) });
  return {};
});
