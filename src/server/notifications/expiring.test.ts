import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../contract/password-policy.ts';
import { issueAt, use } from '../testing/billing-world.ts';
import { buildCast, type Cast, inOrg, readAll, unreadOf } from '../testing/cast.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite } from '../testing/people.ts';
import { tellExpiring } from './expiring.ts';
import { forgetNotifications, KEPT_DAYS, MOST_KEPT } from './retention.ts';

// Time goes on in this world from test to test, so each looks at people of its own.
onEachEngine('what ends soon', (world) => {
  /** What is told at this time, or is not again: three servers look at once, twice. */
  const tell = async (cast: Cast, pass?: string) => {
    await readAll(world);
    if (pass !== undefined) await world.letPass(pass);
    for (const _ of [1, 2]) await Promise.all([1, 2, 3].map(() => tellExpiring(world.db)));
    const parts = new Set(['admin', 'second', 'finance', 'worker', 'mate', 'outsider']);
    return Object.fromEntries(Object.entries(await unreadOf(world, cast)).filter(([part]) => parts.has(part)));
  };

  it('is an invitation, to who was invited and to who sent it, and one that is sent again ends later', async () => {
    const cast = await buildCast(world);
    const id = await invite(world, cast.second, cast.org_id, cast.outsider.email);
    await invite(world, cast.second, cast.org_id, 'nobody@here.example');
    expect(await tell(cast, '5 days')).toEqual({});
    expect(await tell(cast, '30 hours')).toEqual({
      outsider: 'invitation_expires',
      second: 'sent_invitations_expire',
    });
    const { notifications } = await world.ok('notifications.list', cast.second, {
      params: { user_id: 'me' },
      query: { topic: 'invitations' },
    });
    expect(notifications.find(({ kind }) => kind === 'sent_invitations_expire')?.about).toEqual({ count: 2 });
    expect(await tell(cast)).toEqual({});
    await world.ok('invitations.resend', cast.second, { params: { org_id: cast.org_id, id } });
    expect(await unreadOf(world, cast)).toMatchObject({ outsider: 'invitation_received' });
    expect(await tell(cast, '150 hours')).toMatchObject({ outsider: 'invitation_expires' });
  });

  it('is a token, a week before or in its last quarter', async () => {
    const cast = await buildCast(world);
    const expire = async (id: string, days: number) => {
      const expires_at = sql<string>`steward_now() + make_interval(days => ${days})`;
      await world.db.updateTable('keys').set({ expires_at }).where('id', '=', id).execute();
    };
    await expire(cast.worker.key_id, 40);
    await expire(cast.mate.key_id, 8);
    await sql`update keys set created_at = steward_now() where id = ${cast.mate.key_id}`.execute(world.db);
    expect(await tell(cast, '5 days')).toEqual({});
    expect(await tell(cast, '26 hours')).toEqual({ mate: 'token_expires' });
    expect(await tell(cast, '28 days')).toEqual({ worker: 'token_expires' });
    expect(await tell(cast, '2 days')).toEqual({});
  });

  it('is a password, by the strictest of the organizations', async () => {
    const cast = await buildCast(world);
    const password_changed_at = sql<string>`steward_now()`;
    await world.db.updateTable('users').set({ password_changed_at }).where('id', '=', cast.mate.id).execute();
    const password_policy = { ...DEFAULT_POLICY, password_lifespan: 60 };
    await world.ok('password_policy.put', cast.admin, { ...inOrg(cast), body: { password_policy } });
    expect(await tell(cast, '52 days')).toEqual({});
    expect(await tell(cast, '30 hours')).toEqual({ mate: 'password_expires' });
    expect(await tell(cast, '3 days')).toEqual({});
  });

  it('is an invoice: three days before it is due, and when it is late, until it is paid', async () => {
    const cast = await buildCast(world);
    await sql`update organizations set created_at = '2026-01-02Z' where id = ${cast.org_id}`.execute(world.db);
    const event = { id: 'a', user_id: cast.worker.id, category: 'search', quantity: '900000' };
    await use(world, cast, [{ ...event, timestamp: '2026-01-20T10:00:00Z' }]);
    await issueAt(world, cast.org_id, '2026-02-05Z');
    const due = (days: number) =>
      sql`update invoices set due_on = (steward_now() at time zone 'UTC')::date + ${days}::integer
        where organization_id = ${cast.org_id}`.execute(world.db);
    await due(5);
    expect(await tell(cast)).toEqual({});
    await due(3);
    expect(await tell(cast)).toEqual({ admin: 'invoice_due', second: 'invoice_due', finance: 'invoice_due' });
    await due(-1);
    expect(await tell(cast)).toMatchObject({ finance: 'invoice_overdue' });
    await sql`update invoices set status = 'paid', paid_at = steward_now() where organization_id = ${cast.org_id}`.execute(
      world.db,
    );
    expect(await tell(cast)).toEqual({});
  });

  it('is an organization that can be restored, to who may restore it', async () => {
    const cast = await buildCast(world);
    await world.ok('organizations.delete', cast.admin, { ...inOrg(cast), body: { confirm: cast.org_id } });
    expect(await tell(cast, '26 days')).toEqual({});
    expect(await tell(cast, '30 hours')).toEqual({ admin: 'organization_ends', second: 'organization_ends' });
    expect(await tell(cast)).toEqual({});
  });

  it('is forgotten after a while, and beyond what anybody reads the oldest first', async () => {
    const cast = await buildCast(world);
    const fill = (person: string, count: number, age: string) =>
      sql`insert into notifications (user_id, subject, kind, created_at)
        select ${person}, ${age} || n, 'token_expires', steward_now() - ${age}::interval - make_interval(mins => n)
        from generate_series(1, ${count}::integer) n`.execute(world.db);
    await sql`delete from notifications`.execute(world.db);
    await fill(cast.worker.id, MOST_KEPT + 20, '1 day');
    await fill(cast.mate.id, 3, '2 days');
    await fill(cast.mate.id, 4, `${KEPT_DAYS} days`);
    await forgetNotifications(world.db);
    const rows = await world.rows(sql<{ user_id: string; count: number; oldest: number }>`
      select user_id, count(*) as count, max(substring(subject from 6)::integer) filter (where subject like '1 day%') as oldest
      from notifications group by user_id`);
    const by = new Map(rows.map((row) => [row.user_id, row]));
    expect(by.get(cast.worker.id)).toMatchObject({ count: MOST_KEPT, oldest: MOST_KEPT });
    expect(by.get(cast.mate.id)).toMatchObject({ count: 3 });
  });
});
