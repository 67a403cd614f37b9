import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { ROLE_IDS, type RoleId } from '../../../contract/permissions.ts';
import { clock } from '../../clock.ts';
import { use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { invite, join, member, organization, person, type TestPerson } from '../../testing/people.ts';
import { buildScene } from '../../testing/scenes.ts';
import { insertKey } from '../keys/insert.ts';

type Overview = AnswerOf<'organizations.overview'>['overviews'][number];
const me = { params: { user_id: 'me' } };

/** Numbers that look random and are the same each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

onEachEngine('organizations side by side', (world) => {
  const overviews = async (who: TestPerson): Promise<Overview[]> =>
    (await world.ok('organizations.overview', who, me)).overviews;

  /** The same of one organization, asked of its own routes; null where those refuse. */
  async function one(who: TestPerson, org_id: string) {
    const input = { params: { org_id } };
    const { home } = await world.ok('organizations.home', who, input);
    const may = home.organization.abilities;
    const admins = may.view_members
      ? (await world.ok('members.list', who, { ...input, query: { role_id: 'admin', per_page: 1000 } })).members.length
      : null;
    const silos = may.view_teams ? (await world.ok('silos.list', who, input)).silos.length : null;
    const { password_policy } = await world.ok('password_policy.get', who, input);
    const { token_rules } = await world.ok('token_rules.get', who, input);
    const { next_expiring, ...counts } = home.invitations;
    return {
      id: org_id,
      members: home.organization.members_count,
      admins,
      invitations: may.manage_members ? { ...counts, next_expires_at: next_expiring[0]?.expires_at ?? null } : null,
      spend: home.spend ?? null,
      policies: { password_policy, token_rules, silos_count: silos },
    };
  }
  const short = ({ organization: own, admins_count, invitations, spend, policies }: Overview) => ({
    id: own.id,
    members: own.members_count,
    admins: admins_count,
    invitations,
    spend,
    policies,
  });

  /** An organization with people, invitations of all ages and usage, as the dice fall. */
  async function furnished(roll: (below: number) => number): Promise<{ org_id: string; admin: TestPerson }> {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    for (let count = roll(4); count > 0; count--)
      await member(world, admin, org_id, ROLE_IDS[roll(ROLE_IDS.length)] ?? 'admin');
    for (let count = roll(5); count > 0; count--) {
      const id = await invite(world, admin, org_id, `${world.unique('guest')}@guests.example`);
      const hours = [-30, 5, 47, 49, 150][roll(5)] ?? 0;
      await sql`update invitations set expires_at = steward_now() + make_interval(hours => ${hours}) where id = ${id}`.execute(
        world.db,
      );
    }
    const events = Array.from({ length: roll(6) }, (_, index) => ({
      id: world.unique('event'),
      timestamp: new Date(clock.now() - index * 9_000_000).toISOString(),
      user_id: admin.id,
      category: 'compute',
      kind: 'cpu',
      quantity: 1 + roll(50),
    }));
    if (events.length > 0) await use(world, { org_id, admin }, events);
    return { org_id, admin };
  }

  it('says of each what its own routes say, in every role, and nothing of any other', async () => {
    const roll = dice(20_261_124);
    const caller = await person(world);
    const mine: string[] = [];
    for (let index = 0; index < 9; index++) {
      const { org_id, admin } = await furnished(roll);
      if (index % 3 === 2) continue;
      await join(world, admin, org_id, [caller], ROLE_IDS[mine.length % ROLE_IDS.length] as RoleId);
      mine.push(org_id);
    }
    const found = await overviews(caller);
    expect(found.map(({ organization: own }) => own.id).toSorted()).toEqual(mine.toSorted());
    for (const overview of found) expect(short(overview)).toEqual(await one(caller, overview.organization.id));
    expect(found.some(({ invitations }) => invitations !== null && invitations.pending > 0)).toBe(true);
    expect(found.some(({ spend }) => spend !== null && spend.spent_micros !== '0')).toBe(true);
    for (const { spend, invitations, organization: own } of found) {
      expect(spend === null).toBe(!['admin', 'financial_manager'].includes(own.role_id));
      expect(invitations === null).toBe(own.role_id !== 'admin');
    }
  });

  it('leaves out what is deleted, and is empty for somebody without organizations', async () => {
    const scene = await buildScene(world);
    const ids = (await overviews(scene.admin)).map(({ organization: own }) => own.id);
    expect(ids).toEqual([scene.org_id]);
    expect(await overviews(scene.outsider)).toEqual([]);
  });

  it('shows a token that reads as much as its person may see', async () => {
    const { admin, org_id } = await furnished(dice(7));
    const key = {
      user_id: admin.id,
      description: 'Reads',
      scopes: ['read'],
      expires_at: null,
      made_by: 'person',
    } as const;
    const { id: token, public_id: key_id } = await world.db.transaction().execute((trx) => insertKey(trx, key));
    const [overview] = await overviews({ ...admin, token, key_id });
    expect(overview?.organization.id).toBe(org_id);
    expect(overview?.policies).not.toBeNull();
  });

  it('shows nothing of an organization that keeps the token out', async () => {
    const { org_id, admin } = await furnished(dice(3));
    const guest = await person(world);
    await join(world, admin, org_id, [guest], 'admin');
    const other = await organization(world, guest);
    const rules = { max_lifetime_days: null, require_expiry: true, allowed_scopes: null };
    await sql`insert into token_rules (organization_id, rules) values (${org_id}, ${JSON.stringify(rules)}::jsonb)`.execute(
      world.db,
    );
    const found = await overviews(guest);
    const closed = found.find(({ organization: own }) => own.id === org_id);
    expect(closed).toMatchObject({
      kept_out: true,
      admins_count: null,
      invitations: null,
      spend: null,
      policies: null,
    });
    expect(found.find(({ organization: own }) => own.id === other)).toMatchObject({ kept_out: false, admins_count: 1 });
  });
});
