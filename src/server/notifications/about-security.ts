import { sql } from 'kysely';
import type { NotificationAbout } from '../../contract/api/notifications.ts';
import type { TokenRules } from '../../contract/api/policies.ts';
import { PASSWORD_RULES, type PasswordPolicy, strictest } from '../../contract/password-policy.ts';
import { lifeInDays, tokenViolations } from '../access/token-rules.ts';
import type { AuditEvent } from '../audit/record.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Tx } from '../db/tables.ts';
import { passwordSince } from '../modules/password-policy/person-policy.ts';
import { isLive } from '../modules/token-rules/present.ts';
import { toEach, toMembers, toPeople } from './audience.ts';
import { changesOf, idsOf, targetsOf } from './targets.ts';
import type { Rules } from './tell.ts';
import { write } from './write.ts';

/** Rules as they were before the event. */
const before = <T extends object>(event: AuditEvent, after: T): T => ({
  ...after,
  ...Object.fromEntries(Object.entries(changesOf(event)).map(([field, change]) => [field, change.before])),
});

/** The rules that refuse more than they did, with their new value. */
function tightened(was: PasswordPolicy, now: PasswordPolicy): NonNullable<NotificationAbout['rules']> {
  const stricter = strictest(was, now);
  return Object.fromEntries(
    PASSWORD_RULES.filter((rule) => stricter[rule] !== was[rule]).map((rule) => [rule, now[rule]]),
  );
}

/**
 * A stricter policy concerns the members who have a password, each until their own is too old by it. What is looser
 * asks nothing of anybody.
 */
async function tellPasswordPolicy(trx: Tx, event: AuditEvent, actor_id: string | null): Promise<void> {
  const { policy } = await trx
    .selectFrom('password_policies')
    .select('policy')
    .where('organization_id', '=', event.owner_id)
    .executeTakeFirstOrThrow();
  const rules = tightened(before(event, policy), policy);
  if (Object.keys(rules).length === 0) return;
  const subject = `password_policy:${event.owner_id}`;
  const word = { subject, organization_id: event.owner_id, actor_id, about: { rules } };
  const days = rules.password_lifespan === undefined ? null : policy.password_lifespan;
  await write(
    trx,
    'password_policy_changed',
    sql`select told.user_id, told.subject, told.organization_id, told.actor_id, told.about,
        ${passwordSince} + make_interval(days => ${days}::integer) as due_at
      from (${toMembers(event.owner_id, word)}) told join users on users.id = told.user_id
      where users.password_hash is not null`,
  );
}

/** Members' tokens that came in before and are kept out by the new rules, by person. */
async function keptOutBy(trx: Tx, event: AuditEvent, rules: TokenRules): Promise<Map<string, string[]>> {
  const tokens = await trx
    .selectFrom('keys')
    .innerJoin('members', 'members.user_id', 'keys.user_id')
    .select(['keys.user_id', 'keys.made_by', 'keys.scopes', 'keys.description', lifeInDays.as('life_days')])
    .where('members.organization_id', '=', event.owner_id)
    .where('keys.made_by', '=', 'person')
    .where(isLive)
    .where(
      sql<boolean>`not exists (select from withdrawn_tokens where withdrawn_tokens.key_id = keys.id
        and ${belongsTo('withdrawn_tokens.organization_id', event.owner_id)})`,
    )
    .orderBy('keys.created_at')
    .execute();
  const was = before(event, rules);
  const found = new Map<string, string[]>();
  for (const token of tokens) {
    if (tokenViolations(token, rules).length === 0 || tokenViolations(token, was).length > 0) continue;
    found.set(token.user_id, [...(found.get(token.user_id) ?? []), token.description]);
  }
  return found;
}

/** New rules for tokens hold at once: they concern whoever has a token that they keep out. */
async function tellTokenRules(trx: Tx, event: AuditEvent, actor_id: string | null): Promise<void> {
  const { rules } = await trx
    .selectFrom('token_rules')
    .select('rules')
    .where('organization_id', '=', event.owner_id)
    .executeTakeFirstOrThrow();
  const keptOut = await keptOutBy(trx, event, rules);
  if (keptOut.size === 0) return;
  const changed = Object.keys(changesOf(event)) as (keyof TokenRules)[];
  const own = new Map(
    [...keptOut].map(([id, [description = '', ...others]]) => {
      const token = others.length === 0 ? { token: { id: '', description } } : {};
      return [id, { count: others.length + 1, ...token }] as const;
    }),
  );
  const about = { rules: Object.fromEntries(changed.map((rule) => [rule, rules[rule]])) };
  const subject = `token_rules:${event.owner_id}`;
  const told = toEach(own, { subject, organization_id: event.owner_id, actor_id, about });
  await write(trx, 'token_rules_changed', told);
}

async function tellTokens(trx: Tx, event: AuditEvent, actor_id: string | null, kind: 'withdrawn' | 'restored') {
  const people = idsOf(event, 'user');
  // Each token stands before whose it is.
  for (const [index, { id, name }] of targetsOf(event, 'key').entries()) {
    const word = { subject: `token:${event.owner_id}:${id}`, organization_id: event.owner_id, actor_id };
    const told = toPeople(people.slice(index, index + 1), { ...word, about: { token: { id, description: name } } });
    await write(trx, `token_${kind}`, told);
  }
}

export const securityRules: Rules = {
  PASSWORD_POLICY_UPDATE: tellPasswordPolicy,
  TOKEN_RULES_UPDATE: tellTokenRules,
  TOKEN_WITHDRAW: (trx, event, actorId) => tellTokens(trx, event, actorId, 'withdrawn'),
  TOKEN_RESTORE: (trx, event, actorId) => tellTokens(trx, event, actorId, 'restored'),
};
