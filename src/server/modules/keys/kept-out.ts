import type { Key } from '../../../contract/api/keys.ts';
import { brokenRules, lifeInDays } from '../../access/token-rules.ts';
import type { Db } from '../../db/tables.ts';

type KeptOut = NonNullable<Key['kept_out_of']>;

/** The organizations of the person that have an opinion about tokens. */
const selectOrganizations = (db: Db, userId: string) =>
  db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .leftJoin('token_rules', 'token_rules.organization_id', 'organizations.id')
    .select(['organizations.id', 'organizations.name', 'token_rules.rules'])
    .where('members.user_id', '=', userId)
    .where('organizations.deleted_at', 'is', null)
    .orderBy('organizations.name_key')
    .execute();

/** For each of these tokens of the person, which of their organizations keep it out, and why. */
export async function keptOutOf(db: Db, userId: string, keyIds: readonly string[]): Promise<Map<string, KeptOut>> {
  if (keyIds.length === 0) return new Map();
  const organizations = await selectOrganizations(db, userId);
  const keys = await db
    .selectFrom('keys')
    .select(['id', 'made_by', 'scopes', lifeInDays.as('life_days')])
    .where('id', 'in', keyIds)
    .execute();
  const withdrawals = await db
    .selectFrom('withdrawn_tokens')
    .select(['organization_id', 'key_id'])
    .where('key_id', 'in', keyIds)
    .execute();
  const withdrawn = new Set(withdrawals.map((row) => `${row.organization_id}/${row.key_id}`));
  const outOf = (key: (typeof keys)[number]): KeptOut =>
    organizations.flatMap(({ id, name, rules }) => {
      const broken = brokenRules({ ...key, rules, withdrawn: withdrawn.has(`${id}/${key.id}`) });
      return broken.length === 0 ? [] : [{ id, name, rules: [...broken] }];
    });
  return new Map(keys.map((key) => [key.id, outOf(key)]));
}

/** The same tokens, each with where it is kept out. */
export async function withKeptOut(db: Db, userId: string, keys: readonly Key[]): Promise<Key[]> {
  const ids = keys.map((key) => key.public_id);
  const found = await keptOutOf(db, userId, ids);
  return keys.map((key) => ({ ...key, kept_out_of: found.get(key.public_id) ?? [] }));
}
