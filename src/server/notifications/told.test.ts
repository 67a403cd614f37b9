import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { NotificationKind } from '../../contract/api/notifications.ts';
import { DEFAULT_POLICY } from '../../contract/password-policy.ts';
import { checkBudgets } from '../modules/billing/alerts.ts';
import { issueAt, use } from '../testing/billing-world.ts';
import { buildCast, type Cast, inOrg, inTeam, ofApp, type Part, readAll, unreadOf } from '../testing/cast.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite, person } from '../testing/people.ts';
import type { World } from '../testing/world.ts';

interface Case {
  readonly does: string;
  readonly act: (world: World, cast: Cast) => Promise<unknown>;
  readonly tells: Partial<Record<Part, NotificationKind>>;
}

const setLifespan = (days: number | null) => (world: World, cast: Cast) =>
  world.ok('password_policy.put', cast.admin, {
    ...inOrg(cast),
    body: { password_policy: { ...DEFAULT_POLICY, password_lifespan: days } },
  });

async function answerInvitation(world: World, cast: Cast, answer: 'accept' | 'decline') {
  const newcomer = await person(world);
  const id = await invite(world, cast.second, cast.org_id, newcomer.email);
  // What the newcomer was told is settled by the answer, and the sender is told.
  await world.ok(`my_invitations.${answer}`, newcomer, { params: { user_id: 'me', id } });
}

const CASES: readonly Case[] = [
  {
    does: 'an invitation',
    act: (world, cast) => invite(world, cast.admin, cast.org_id, cast.outsider.email),
    tells: { outsider: 'invitation_received' },
  },
  {
    does: 'an invitation that is sent again',
    act: async (world, cast) => {
      const id = await invite(world, cast.admin, cast.org_id, cast.outsider.email);
      await world.ok('invitations.resend', cast.admin, { params: { org_id: cast.org_id, id } });
    },
    tells: { outsider: 'invitation_received' },
  },
  {
    does: 'an invitation that is rescinded',
    act: async (world, cast) => {
      const id = await invite(world, cast.admin, cast.org_id, cast.outsider.email);
      await world.ok('invitations.cancel', cast.admin, { ...inOrg(cast), body: { ids: [id] } });
    },
    tells: {},
  },
  {
    does: 'an invitation that is accepted',
    act: (world, cast) => answerInvitation(world, cast, 'accept'),
    tells: { second: 'invitations_accepted' },
  },
  {
    does: 'an invitation that is declined',
    act: (world, cast) => answerInvitation(world, cast, 'decline'),
    tells: { second: 'invitation_declined' },
  },
  {
    does: 'other roles, one of them the own',
    act: (world, cast) =>
      world.ok('members.update', cast.admin, {
        ...inOrg(cast),
        body: {
          members: [
            { user_id: cast.worker.id, role_id: 'organization_user' },
            { user_id: cast.admin.id, role_id: 'organization_contributor' },
          ],
        },
      }),
    tells: { worker: 'role_changed' },
  },
  {
    does: 'a removal',
    act: (world, cast) =>
      world.ok('members.remove', cast.admin, { ...inOrg(cast), body: { user_ids: [cast.worker.id] } }),
    tells: { worker: 'member_removed' },
  },
  {
    does: 'somebody who leaves',
    act: (world, cast) => world.ok('organizations.leave', cast.worker, inOrg(cast)),
    tells: {},
  },
  {
    does: 'people put into a team, one of them by themselves',
    act: (world, cast) =>
      world.ok('team_members.add', cast.admin, {
        ...inTeam(cast),
        body: { user_ids: [cast.finance.id, cast.admin.id, cast.mate.id] },
      }),
    tells: { finance: 'team_joined' },
  },
  {
    does: 'somebody taken out of a team',
    act: (world, cast) =>
      world.ok('team_members.remove', cast.admin, { ...inTeam(cast), body: { user_ids: [cast.mate.id] } }),
    tells: { mate: 'team_left' },
  },
  {
    does: 'another permission of a team',
    act: (world, cast) =>
      world.ok('teams.update', cast.admin, {
        ...inOrg(cast),
        body: { teams: [{ id: 'team', default_permission_id: 'labeler_worker' }], action: 'overwrite' },
      }),
    tells: { worker: 'team_permission_changed', mate: 'team_permission_changed' },
  },
  {
    does: 'another name of a team',
    act: (world, cast) =>
      world.ok('teams.update', cast.admin, { ...inOrg(cast), body: { teams: [{ id: 'team', name: 'Other' }] } }),
    tells: {},
  },
  {
    does: 'a deleted team',
    act: (world, cast) => world.ok('teams.delete', cast.admin, { ...inOrg(cast), body: { ids: ['team'] } }),
    tells: { worker: 'team_deleted', mate: 'team_deleted' },
  },
  {
    does: 'a deleted organization',
    act: (world, cast) =>
      world.ok('organizations.delete', cast.admin, { ...inOrg(cast), body: { confirm: cast.org_id } }),
    tells: {
      second: 'organization_deleted',
      finance: 'organization_deleted',
      worker: 'organization_deleted',
      mate: 'organization_deleted',
    },
  },
  {
    does: 'a restored organization',
    act: async (world, cast) => {
      await world.ok('organizations.delete', cast.admin, { ...inOrg(cast), body: { confirm: cast.org_id } });
      await world.ok('organizations.restore', cast.admin, inOrg(cast));
    },
    tells: {
      second: 'organization_restored',
      finance: 'organization_restored',
      worker: 'organization_restored',
      mate: 'organization_restored',
    },
  },
  {
    does: 'a stricter password policy, to those who have a password',
    act: setLifespan(90),
    tells: { mate: 'password_policy_changed' },
  },
  {
    does: 'a looser password policy',
    act: async (world, cast) => {
      await setLifespan(90)(world, cast);
      await world.ok('notifications.mark_read', cast.mate, {
        params: { user_id: 'me' },
        body: { until: '2100-01-01T00:00:00Z' },
      });
      await setLifespan(365)(world, cast);
    },
    tells: {},
  },
  {
    does: 'rules that keep tokens out, to those who have one',
    act: async (world, cast) => {
      const ids = [cast.admin.key_id, cast.second.key_id, cast.finance.key_id, cast.mate.key_id];
      const expires_at = sql<string>`steward_now() + interval '30 days'`;
      await world.db.updateTable('keys').set({ expires_at }).where('id', 'in', ids).execute();
      const token_rules = { max_lifetime_days: 60, require_expiry: true, allowed_scopes: null };
      await world.ok('token_rules.put', cast.admin, { ...inOrg(cast), body: { token_rules } });
    },
    tells: { worker: 'token_rules_changed' },
  },
  {
    does: 'a token whose access is withdrawn',
    act: (world, cast) =>
      world.ok('member_tokens.withdraw', cast.admin, { ...inOrg(cast), body: { ids: [cast.worker.key_id] } }),
    tells: { worker: 'token_withdrawn' },
  },
  {
    does: 'a token that has its access back',
    act: async (world, cast) => {
      const body = { ids: [cast.worker.key_id, cast.mate.key_id] };
      await world.ok('member_tokens.withdraw', cast.admin, { ...inOrg(cast), body });
      await world.ok('member_tokens.restore', cast.admin, { ...inOrg(cast), body: { ids: [cast.mate.key_id] } });
    },
    tells: { worker: 'token_withdrawn', mate: 'token_restored' },
  },
  {
    does: 'an app that goes to another organization',
    act: (world, cast) =>
      world.ok('app.transfer', cast.admin, { ...ofApp(cast), body: { organization_id: cast.other_id } }),
    tells: { second: 'app_given', outsider: 'app_received' },
  },
  {
    does: 'an app that is shared with a person',
    act: (world, cast) =>
      world.ok('collaborators.add', cast.admin, {
        ...ofApp(cast),
        body: { collaborators: [{ id: cast.outsider.id, scopes: ['read'] }] },
      }),
    tells: { outsider: 'collaboration_offered' },
  },
  {
    does: 'a collaboration that ends',
    act: async (world, cast) => {
      const collaborators = [{ id: cast.outsider.id, scopes: ['read' as const] }];
      await world.ok('collaborators.add', cast.admin, { ...ofApp(cast), body: { collaborators } });
      await world.ok('collaborators.remove', cast.admin, { ...ofApp(cast), body: { ids: [cast.outsider.id] } });
    },
    tells: { outsider: 'collaboration_ended' },
  },
  {
    does: 'a collaboration that may do more',
    act: async (world, cast) => {
      const collaborators = (scopes: ['read'] | ['*']) => ({ collaborators: [{ id: cast.outsider.id, scopes }] });
      await world.ok('collaborators.add', cast.admin, { ...ofApp(cast), body: collaborators(['read']) });
      await world.ok('collaborators.update', cast.admin, { ...ofApp(cast), body: collaborators(['*']) });
    },
    tells: { outsider: 'collaboration_changed' },
  },
  {
    does: 'an app that is shared with an organization, to who manages it',
    act: (world, cast) =>
      world.ok('collaborators.add', cast.second, {
        ...ofApp(cast),
        body: { collaborators: [{ id: cast.other_id, scopes: ['read'] }] },
      }),
    tells: { outsider: 'collaboration_offered', admin: 'collaboration_offered' },
  },
  {
    does: 'a budget that is reached',
    act: async (world, cast) => {
      const thresholds = [
        { percent: 50, basis: 'actual' as const },
        { percent: 100, basis: 'actual' as const },
      ];
      const budget = { id: 'all', name: 'All', amount_micros: '1', thresholds };
      const body = { budgets: [{ ...budget, scope: { type: 'organization' as const } }] };
      await world.ok('budgets.create', cast.admin, { ...inOrg(cast), body });
      const event = {
        id: 'a',
        timestamp: await world.now(),
        user_id: cast.worker.id,
        category: 'search',
        quantity: '9',
      };
      await use(world, cast, [event]);
      for (const _ of [1, 2]) await checkBudgets(world.db, world.deps.log);
    },
    tells: { admin: 'budget_reached', second: 'budget_reached', finance: 'budget_reached' },
  },
  {
    does: 'an invoice',
    act: async (world, cast) => {
      await sql`update organizations set created_at = '2026-01-02Z' where id = ${cast.org_id}`.execute(world.db);
      const event = { id: 'a', user_id: cast.worker.id, category: 'search', quantity: '900000' };
      await use(world, cast, [{ ...event, timestamp: '2026-01-20T10:00:00Z' }]);
      expect(await issueAt(world, cast.org_id, '2026-02-05Z')).toMatchObject({ month: '2026-01' });
    },
    tells: { admin: 'invoice_issued', second: 'invoice_issued', finance: 'invoice_issued' },
  },
];

onEachEngine('those whom it concerns, and nobody else, are told of', (world) => {
  it.each(CASES)('$does', async ({ act, tells }) => {
    const cast = await buildCast(world);
    await readAll(world);
    await act(world, cast);
    expect(await unreadOf(world, cast)).toEqual(tells);
    for (const [part, kind] of Object.entries(tells)) {
      const params = { user_id: 'me' };
      const answer = await world.ok('notifications.list', cast[part as Part], { params, query: { unread: true } });
      expect([answer.unread_count, answer.notifications.map((one) => one.kind)]).toEqual([1, [kind]]);
    }
  });
});
