import type { RoleId } from '../../contract/permissions.ts';
import { fillApps } from './fill-apps.ts';
import { billSample } from './fill-billing.ts';
import { recordSampleUsage } from './fill-usage.ts';
import type { SamplePerson, World } from './load.ts';
import { ROLE_SHARES, type SampleOrganization } from './world.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BATCH = 60;

/** A moment of a working day, `days` before now. */
const daysAgo = (world: World, days: number): Date => new Date(world.now.getTime() - days * DAY_MS);

interface Wave {
  readonly at: Date;
  readonly people: readonly (SamplePerson & { role: RoleId })[];
}

function pickRole(world: World): RoleId {
  let rest = world.random.between(1, 100);
  for (const [role, share] of ROLE_SHARES) {
    rest -= share;
    if (rest <= 0) return role;
  }
  return 'team_contributor';
}

/** Invitations go out in waves between the founding and ten days ago: the last ones are still pending. */
function wavesOf(world: World, organization: SampleOrganization, people: readonly SamplePerson[]): Wave[] {
  const waves: Wave[] = [];
  const count = Math.ceil(people.length / BATCH);
  const span = organization.foundedDaysAgo - 12;
  for (let index = 0; index < count; index++) {
    const days = organization.foundedDaysAgo - 1 - (span * (index + 0.5)) / count;
    waves.push({
      at: daysAgo(world, days),
      people: people.slice(index * BATCH, (index + 1) * BATCH).map((one) => ({ ...one, role: pickRole(world) })),
    });
  }
  return waves;
}

/** Invites a wave and lets everybody in it accept within a day. */
async function inviteWave(world: World, org: string, admin: string, wave: Wave): Promise<void> {
  const { invitations } = (await world.call('invitations.create', admin, wave.at, {
    params: { org_id: org },
    body: { invitations: wave.people.map(({ email, role }) => ({ email, role_id: role })) },
  })) as { invitations: { id: string }[] };
  for (const [index, person] of wave.people.entries()) {
    const invitation = invitations[index];
    if (invitation === undefined) continue;
    const at = new Date(wave.at.getTime() + world.random.between(1, 24) * HOUR_MS);
    await world.call('my_invitations.accept', person.id, at, { params: { user_id: person.id, id: invitation.id } });
  }
}

/** The owner founds the organization, or is invited by whoever did. Answers who administers it. */
async function found(world: World, organization: SampleOrganization, owner: SamplePerson): Promise<string> {
  const at = daysAgo(world, organization.foundedDaysAgo);
  const byOwner = organization.ownerRole === 'admin';
  const [founder] = byOwner ? [owner] : await world.register(1, organization.domain, at);
  if (founder === undefined) throw new Error('an organization needs a founder');
  await world.call('organizations.create', founder.id, at, {
    params: { user_id: founder.id },
    body: {
      organizations: [
        { id: organization.id, name: organization.name, billing_email: `billing@${organization.domain}` },
      ],
    },
  });
  if (!byOwner)
    await inviteWave(world, organization.id, founder.id, {
      at: daysAgo(world, organization.foundedDaysAgo - 2),
      people: [{ ...owner, role: organization.ownerRole }],
    });
  return founder.id;
}

async function createTeamsAndApps(world: World, organization: SampleOrganization, admin: string): Promise<void> {
  const params = { org_id: organization.id };
  await world.call('teams.create', admin, daysAgo(world, organization.foundedDaysAgo - 1), {
    params,
    body: {
      teams: organization.teams.map(([id, name, default_permission_id]) => ({ id, name, default_permission_id })),
    },
  });
  for (const [index, [id, name, compliance_labels]] of organization.apps.entries())
    await world.call('apps.create', admin, daysAgo(world, organization.foundedDaysAgo - 2 - index * 3), {
      params: { user_id: organization.id },
      body: { apps: [{ id, name, compliance_labels: [...compliance_labels] }] },
    });
  for (const [index, [team_id]] of organization.teams.entries()) {
    const apps = organization.apps.filter(
      (_, place) => place % organization.teams.length === index || place === index + 1,
    );
    if (apps.length === 0) continue;
    await world.call('team_apps.add', admin, daysAgo(world, 9), {
      params: { ...params, team_id },
      body: { apps: apps.map(([app_id]) => ({ app_id })) },
    });
  }
}

/** Two in three people are in a team, some in two. */
async function joinTeams(
  world: World,
  organization: SampleOrganization,
  admin: string,
  people: readonly SamplePerson[],
) {
  const byTeam = new Map<string, string[]>();
  for (const person of people) {
    const times = world.random.pick([0, 1, 1, 1, 2, 0]);
    for (let index = 0; index < times; index++) {
      const [team] = world.random.pick(organization.teams);
      byTeam.set(team, [...(byTeam.get(team) ?? []), person.id]);
    }
  }
  for (const [team_id, ids] of byTeam)
    await world.call('team_members.add', admin, daysAgo(world, 8), {
      params: { org_id: organization.id, team_id },
      body: { user_ids: [...new Set(ids)] },
    });
}

/** People who have not answered: sent one to six and a half days ago, so that some expire soon. */
async function invitePending(world: World, organization: SampleOrganization, admin: string): Promise<void> {
  for (let index = 0; index < organization.pending; index++) {
    const days = 1 + (5.6 * index) / Math.max(1, organization.pending - 1);
    const email = world.inventAddress(organization.domain);
    await world.call('invitations.create', admin, daysAgo(world, days), {
      params: { org_id: organization.id },
      body: { invitations: [{ email, role_id: pickRole(world) }] },
    });
  }
  const late = organization.members > 100 ? 3 : 0;
  for (let index = 0; index < late; index++)
    await world.call('invitations.create', admin, daysAgo(world, 9 + index), {
      params: { org_id: organization.id },
      body: { invitations: [{ email: world.inventAddress('partner.example'), role_id: 'organization_user' }] },
    });
}

/** A few ordinary changes of the last days, so that the latest changes read like a week at work. */
async function changeSome(
  world: World,
  organization: SampleOrganization,
  admin: string,
  people: readonly SamplePerson[],
) {
  if (people.length < 20) return;
  const params = { org_id: organization.id };
  const roles: RoleId[] = ['organization_contributor', 'infrastructure_manager', 'organization_user'];
  for (const [index, role_id] of roles.entries()) {
    const person = people[20 - index];
    if (person === undefined) continue;
    const at = new Date(world.now.getTime() - (30 - index * 9) * HOUR_MS);
    await world.call('members.update', admin, at, { params, body: { members: [{ user_id: person.id, role_id }] } });
  }
}

/** Founds one organization and gives it its people, teams, apps, invitations and usage. Answers who administers it. */
export async function fillOrganization(
  world: World,
  organization: SampleOrganization,
  owner: SamplePerson,
): Promise<string> {
  const admin = await found(world, organization, owner);
  await createTeamsAndApps(world, organization, admin);
  const already = organization.ownerRole === 'admin' ? 1 : 2;
  const people = await world.register(
    organization.members - already,
    organization.domain,
    daysAgo(world, organization.foundedDaysAgo),
  );
  let done = 0;
  for (const wave of wavesOf(world, organization, people)) {
    await inviteWave(world, organization.id, admin, wave);
    done += wave.people.length;
    world.progress(done);
  }
  await joinTeams(world, organization, admin, people);
  await fillApps(world, organization, admin, people);
  await recordSampleUsage(world, organization, admin, people);
  await billSample(world, organization, admin);
  await invitePending(world, organization, admin);
  await changeSome(world, organization, admin, people);
  return admin;
}
