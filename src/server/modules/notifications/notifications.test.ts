import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { RoleId } from '../../../contract/permissions.ts';
import { buildCast, type Cast, inOrg, readAll, unreadOf } from '../../testing/cast.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, member, person, type TestPerson } from '../../testing/people.ts';

onEachEngine('the notifications of a person', (world) => {
  const list = (who: TestPerson, query: object = {}): Promise<AnswerOf<'notifications.list'>> =>
    world.ok('notifications.list', who, { params: { user_id: 'me' }, query });
  let cast: Cast;
  beforeAll(async () => {
    cast = await buildCast(world);
  });
  const setRole = (role_id: RoleId) =>
    world.ok('members.update', cast.admin, {
      ...inOrg(cast),
      body: { members: [{ user_id: cast.worker.id, role_id }] },
    });
  const read = (who: TestPerson, body: { ids?: string[]; until?: string }) =>
    world.ok('notifications.mark_read', who, { params: { user_id: 'me' }, body });

  it('say what changed, by whom and where', async () => {
    await setRole('organization_user');
    const { notifications } = await list(cast.worker, { topic: 'membership', unread: true });
    expect(notifications.find(({ kind }) => kind === 'role_changed')).toMatchObject({
      organization: { id: cast.org_id, name: `The ${cast.org_id}` },
      actor: { id: cast.admin.id, first_name: 'Pat' },
      about: { role: { before: 'team_contributor', after: 'organization_user' } },
      due_at: null,
    });
  });

  it('have one place for each subject, which is unread again and is not what somebody saw before', async () => {
    const role = async () => {
      const { notifications } = await list(cast.worker, { topic: 'membership' });
      const [found, ...more] = notifications.filter(({ kind }) => kind === 'role_changed');
      expect(more).toEqual([]);
      return found;
    };
    const seen = await role();
    await setRole('organization_contributor');
    await read(cast.worker, { ids: [seen?.id ?? ''] });
    expect(await role()).toMatchObject({ read_at: null, about: { role: { after: 'organization_contributor' } } });
  });

  it('count acceptances while nobody looks, and begin anew after that', async () => {
    const joined = async () => {
      await member(world, cast.second, cast.org_id);
      const { notifications } = await list(cast.second, { topic: 'invitations', unread: true });
      return notifications.map(({ about }) => about.count);
    };
    expect(await joined()).toEqual([1]);
    expect(await joined()).toEqual([2]);
    const { notifications } = await list(cast.second, { topic: 'invitations', unread: true });
    await read(cast.second, { ids: notifications.map(({ id }) => id) });
    expect(await joined()).toEqual([1]);
  });

  it('are read one by one or all up to a time, and stay so', async () => {
    const before = await list(cast.mate);
    const [first] = before.notifications;
    const { unread_count } = await read(cast.mate, { ids: [first?.id ?? ''] });
    expect(unread_count).toBe(before.unread_count - 1);
    const seen = await list(cast.mate, { unread: false });
    expect(seen.notifications.map(({ id }) => id)).toEqual([first?.id]);
    expect(await read(cast.mate, { until: '2000-01-01T00:00:00Z' })).toMatchObject({ unread_count });
    expect(await read(cast.mate, { until: first?.created_at ?? '' })).toMatchObject({ unread_count: 0 });
    expect((await list(cast.mate, { unread: true })).notifications).toEqual([]);
  });

  it('are not read by somebody else, whatever they name', async () => {
    const [first] = (await list(cast.worker, { unread: true })).notifications;
    await read(cast.mate, { ids: [first?.id ?? ''] });
    expect((await list(cast.worker, { unread: true })).notifications[0]).toEqual(first);
    const foreign = { params: { user_id: cast.worker.id } };
    expect(await world.refusal('notifications.list', cast.admin, foreign)).toMatch(/^404/);
  });

  it('refuse to be marked without saying which, or in two ways', async () => {
    const params = { user_id: 'me' };
    const mark = (body: object) => world.refusal('notifications.mark_read', cast.worker, { params, body });
    expect(await mark({})).toBe('400/11102 body.ids');
    expect(await mark({ ids: [crypto.randomUUID()], until: '2026-01-01T00:00:00Z' })).toBe('400/11102 body.ids');
    expect(await mark({ ids: ['x'] })).toBe('400/11102 body.ids.0');
  });

  it('come page by page, each once, newest first', async () => {
    const reader = await person(world);
    await sql`insert into notifications (user_id, subject, kind, created_at)
      select ${reader.id}, n::text, 'token_expires', steward_now() - make_interval(secs => n / 3)
      from generate_series(1, 40) n`.execute(world.db);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await list(reader, { per_page: 7, cursor });
      expect(answer.unread_count).toBe(40);
      ids.push(...answer.notifications.map(({ id }) => id));
      cursor = answer.next_cursor;
    } while (cursor !== undefined);
    const all = await list(reader);
    expect(ids).toEqual(all.notifications.map(({ id }) => id));
    const times = all.notifications.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(ids).size).toBe(40);
  });

  it('are filtered by organization and topic together', async () => {
    const { notifications } = await list(cast.worker, { organization_id: cast.org_id, topic: 'membership' });
    expect(notifications.map(({ kind }) => kind).sort()).toEqual(['role_changed', 'team_joined']);
    expect((await list(cast.worker, { organization_id: cast.other_id })).notifications).toEqual([]);
    expect((await list(cast.worker, { topic: 'billing' })).notifications).toEqual([]);
  });

  it('wait for somebody who was invited before they registered', async () => {
    const id = world.unique('late');
    const email = `${id}@late.example`;
    await invite(world, cast.admin, cast.org_id, email, 'team_contributor');
    const user = { id, first_name: 'La', last_name: 'Te', primary_email: email };
    await world.ok('users.create', null, { body: { user, password: 'correct horse battery' } });
    const { key } = await world.ok('sessions.create', null, { body: { email, password: 'correct horse battery' } });
    const { notifications } = await list({ id, email, token: key?.id ?? '', key_id: '' });
    expect(notifications).toMatchObject([
      { kind: 'invitation_received', about: { invitation: { email, role_id: 'team_contributor' } } },
    ]);
  });

  it('leave with somebody who is removed, but for the word that they are', async () => {
    await world.ok('members.remove', cast.admin, { ...inOrg(cast), body: { user_ids: [cast.worker.id] } });
    const { notifications } = await list(cast.worker);
    expect(notifications.map(({ kind, organization }) => [kind, organization?.name])).toEqual([
      ['member_removed', `The ${cast.org_id}`],
    ]);
  });

  it('are not there when the change is not', async () => {
    await readAll(world);
    const members = [
      { user_id: cast.mate.id, role_id: 'organization_user' as const },
      { user_id: cast.outsider.id, role_id: 'organization_user' as const },
    ];
    expect(await world.refusal('members.update', cast.admin, { ...inOrg(cast), body: { members } })).toMatch(/^404/);
    expect(await unreadOf(world, cast)).toEqual({});
  });
});
