import { expect, it } from 'vitest';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, member, organization, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';

const DAY_MS = 86_400_000;
const role_id = 'organization_user' as const;

onEachEngine('invitations', (world) => {
  const create = (who: TestPerson, org_id: string, emails: string[], query: { dry_run?: 'true' } = {}) =>
    world.call('invitations.create', who, {
      params: { org_id },
      query,
      body: { invitations: emails.map((email) => ({ email, role_id })) },
    });
  const list = async (who: TestPerson, org_id: string, query: Record<string, string | number> = {}) =>
    (await world.ok('invitations.list', who, { params: { org_id }, query })).invitations;

  it('are pending for seven days, in the order given, with who invited', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const reply = await create(admin, org_id, ['B@guests.example', 'a@guests.example']);
    const invitations = reply.body.invitations as Awaited<ReturnType<typeof list>>;
    expect(invitations.map(({ email }) => email)).toEqual(['b@guests.example', 'a@guests.example']);
    expect(invitations[0]).toMatchObject({
      status: 'PENDING',
      delivery: 'in_app',
      invited_by: { id: admin.id },
      organization: { id: org_id, name: `The ${org_id}` },
      abilities: { rescind: true, resend: true },
    });
    const [first] = invitations;
    expect(Date.parse(first?.expires_at ?? '') - Date.parse(first?.created_at ?? '')).toBe(7 * DAY_MS);
  });

  it('name every address that cannot be invited, and invite nobody then', async () => {
    const { admin, colleague, org_id } = await buildScene(world);
    await invite(world, admin, org_id, 'again@guests.example');
    const emails = ['new@guests.example', 'AGAIN@guests.example', colleague.email, 'new@guests.example'];
    const refused = await create(admin, org_id, emails);
    expect([refused.http, refused.status.code]).toEqual([409, 40010]);
    expect(refused.status.details).toEqual([
      { field: 'body.invitations.1.email', message: 'is invited already' },
      { field: 'body.invitations.2.email', message: 'is a member already' },
      { field: 'body.invitations.3.email', message: 'stands in the list twice' },
    ]);
    const dry = await create(admin, org_id, emails, { dry_run: 'true' });
    const outcomes = (dry.body.rows as { outcome: string }[]).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['invite', 'already_invited', 'already_member', 'duplicate']);
    expect(await list(admin, org_id, { search: 'new@' })).toEqual([]);
  });

  it('are checked row by row: one that cannot be sent says why and holds no other back', async () => {
    const { admin, colleague, org_id } = await buildScene(world);
    await invite(world, admin, org_id, 'again@guests.example');
    const check = (...invitations: { email: string; team_ids?: string[] }[]) =>
      world.ok('invitations.check', admin, {
        params: { org_id },
        body: { invitations: invitations.map((one) => ({ role_id, ...one })) },
      });
    const { rows } = await check(
      { email: 'NEW@guests.example', team_ids: ['team'] },
      { email: 'again@guests.example', team_ids: ['no-such-team'] },
      { email: colleague.email },
      { email: 'new@guests.example' },
      { email: 'teamless@guests.example', team_ids: ['team', 'no-such-team'] },
    );
    const unknown = { outcome: 'unknown_team', message: 'names the unknown team no-such-team' };
    expect(rows.slice(0, 4).map(({ outcome }) => outcome)).toEqual([
      ...['invite', 'already_invited', 'already_member', 'duplicate'],
    ]);
    expect(rows[4]).toEqual(unknown);
    await world.db.updateTable('organizations').set({ plan: 'pay_as_you_go' }).where('id', '=', org_id).execute();
    const limited = await check({ email: 'a@guests.example', team_ids: ['team'] }, { email: 'b@guests.example' });
    expect(limited.rows).toEqual([
      { outcome: 'over_limit', message: 'The plan Pay as you go has no teams; Enterprise has' },
      { outcome: 'invite' },
    ]);
    expect(await list(admin, org_id, { search: 'new@' })).toEqual([]);
  });

  it('take two thousand addresses at once', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    const emails = Array.from({ length: 2000 }, (_, index) => `guest${index}@many.example`);
    const reply = await create(admin, org_id, emails);
    expect((reply.body.invitations as { email: string }[]).map(({ email }) => email)).toEqual(emails);
    const { total_count } = await world.ok('invitations.list', admin, {
      params: { org_id },
      query: { include_total: 'true', per_page: 1 },
    });
    expect(total_count).toBe(2000);
  });

  it('are accepted once, with their role and the teams that still exist', async () => {
    const { admin, org_id } = await buildScene(world);
    const guest = await person(world);
    const one = { email: guest.email, role_id, team_ids: ['team'] };
    const unknown = { ...one, team_ids: ['no-such-team'] };
    const body = (invitation: typeof one) => ({ params: { org_id }, body: { invitations: [invitation] } });
    expect(await world.refusal('invitations.create', admin, body(unknown))).toBe(
      '400/11102 body.invitations.0.team_ids',
    );
    const { invitations } = await world.ok('invitations.create', admin, body(one));
    const accept = { params: { user_id: 'me', id: invitations[0]?.id ?? '' } };
    const { invitation } = await world.ok('my_invitations.accept', guest, accept);
    expect([invitation.status, invitation.abilities]).toEqual(['ACCEPTED', { accept: false, decline: false }]);
    expect(await world.refusal('my_invitations.accept', guest, accept)).toBe('400/11102');
    expect(await world.refusal('my_invitations.decline', guest, accept)).toBe('400/11102');
    const { members } = await world.ok('members.list', admin, { params: { org_id }, query: { search: guest.id } });
    expect(members).toMatchObject([{ user: { id: guest.id }, role_id, team_ids: ['team'] }]);
    expect(
      await world.refusal('invitations.cancel', admin, { params: { org_id }, body: { ids: [accept.params.id] } }),
    ).toBe('404/11101 body.ids.0');
    expect(await world.refusal('invitations.resend', admin, { params: { org_id, id: accept.params.id } })).toBe(
      '400/11102',
    );
  });

  it('are found by the invitee, who can decline, and then be invited again', async () => {
    const { admin, org_id, invitee, invitation_id } = await buildScene(world);
    const me = { params: { user_id: 'me' } };
    const { invitations } = await world.ok('my_invitations.list', invitee, me);
    expect(invitations).toMatchObject([{ id: invitation_id, abilities: { accept: true, decline: true } }]);
    await world.ok('my_invitations.decline', invitee, { params: { user_id: 'me', id: invitation_id } });
    expect((await world.ok('my_invitations.list', invitee, me)).invitations).toEqual([]);
    expect((await list(admin, org_id, { status: 'DECLINED' })).map(({ id }) => id)).toEqual([invitation_id]);
    expect(await invite(world, admin, org_id, invitee.email)).not.toBe(invitation_id);
  });

  it('can be rescinded, all or none, and cannot be accepted then', async () => {
    const { admin, org_id, invitee, invitation_id } = await buildScene(world);
    const cancel = (...ids: string[]) =>
      world.refusal('invitations.cancel', admin, { params: { org_id }, body: { ids } });
    expect(await cancel(invitation_id, crypto.randomUUID())).toBe('404/11101 body.ids.1');
    expect((await list(admin, org_id, { status: 'PENDING' })).length).toBe(1);
    expect(await cancel(invitation_id, invitation_id)).toBe('200/10000');
    expect(await cancel(invitation_id)).toBe('404/11101 body.ids.0');
    const accept = { params: { user_id: 'me', id: invitation_id } };
    expect(await world.refusal('my_invitations.accept', invitee, accept)).toBe('400/11102');
    expect((await list(admin, org_id, { status: 'CANCELLED' })).length).toBe(1);
  });

  it('expire after seven days, make room for a new one, and live again when they are sent again', async () => {
    const { admin, org_id, invitee, invitation_id } = await buildScene(world);
    const accept = (id: string) => world.refusal('my_invitations.accept', invitee, { params: { user_id: 'me', id } });
    const resend = (id: string) => world.refusal('invitations.resend', admin, { params: { org_id, id } });
    await world.letPass('7 days 1 second');
    expect(await accept(invitation_id)).toBe('400/11102');
    expect((await list(admin, org_id, { status: 'EXPIRED' })).map(({ id }) => id)).toEqual([invitation_id]);
    expect(await list(admin, org_id, { status: 'PENDING' })).toEqual([]);
    expect(await resend(invitation_id)).toBe('200/10000');
    await world.letPass('6 days 23 hours');
    expect((await list(admin, org_id, { status: 'PENDING' })).length).toBe(1);
    await world.letPass('2 hours');
    const second = await invite(world, admin, org_id, invitee.email);
    expect((await list(admin, org_id, { status: 'CANCELLED' })).map(({ id }) => id)).toEqual([invitation_id]);
    expect(await resend(invitation_id)).toBe('400/11102');
    expect(await accept(invitation_id)).toBe('400/11102');
    expect(await accept(second)).toBe('200/10000');
    expect(await resend(second)).toBe('400/11102');
  });

  it('are filtered, searched and paged without loss', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    await create(
      admin,
      org_id,
      Array.from({ length: 25 }, (_, index) => `guest_${index}@paged.example`),
    );
    const whole = await list(admin, org_id);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.ok('invitations.list', admin, { params: { org_id }, query: { per_page: 4, cursor } });
      seen.push(...page.invitations);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole);
    expect(await list(admin, org_id, { search: 'T_1@' })).toHaveLength(1);
    expect(await list(admin, org_id, { search: 't%1@' })).toHaveLength(0);
  });

  it('leave a member who accepts a second one with the role they have', async () => {
    const { admin, org_id, invitee, invitation_id } = await buildScene(world);
    const member_row = {
      organization_id: org_id,
      user_id: invitee.id,
      role_id: 'admin' as const,
      sort_name: '',
      search_text: '',
    };
    await world.db.insertInto('members').values(member_row).execute();
    await world.ok('my_invitations.accept', invitee, { params: { user_id: 'me', id: invitation_id } });
    const { organization: seen } = await world.ok('organizations.get', invitee, { params: { org_id } });
    expect(seen.role_id).toBe('admin');
    expect(await member(world, admin, org_id)).toBeDefined();
  });
});
