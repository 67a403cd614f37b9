import { tellExpiringIn } from '../notifications/expiring.ts';
import { forgetNotificationsIn } from '../notifications/retention.ts';
import type { World } from './load.ts';

const HOUR_MS = 3_600_000;
const DOMAIN = 'helix.example';

const hoursAgo = (world: World, hours: number): Date => new Date(world.now.getTime() - hours * HOUR_MS);

/** Somebody who was invited does not want to come. */
async function decline(world: World, owner: string, org_id: string): Promise<void> {
  const [person] = await world.register(1, 'partner.example', hoursAgo(world, 60));
  if (person === undefined) throw new Error('nobody was registered');
  const { invitations } = (await world.call('invitations.create', owner, hoursAgo(world, 52), {
    params: { org_id },
    body: { invitations: [{ email: person.email, role_id: 'organization_user' }] },
  })) as { invitations: { id: string }[] };
  for (const { id } of invitations)
    await world.call('my_invitations.decline', person.id, hoursAgo(world, 20), { params: { user_id: person.id, id } });
}

/** Somebody shows the owner an app of their own. */
async function share(world: World, owner: string): Promise<void> {
  const [person] = await world.register(1, DOMAIN, hoursAgo(world, 700));
  if (person === undefined) throw new Error('nobody was registered');
  await world.call('apps.create', person.id, hoursAgo(world, 90), {
    params: { user_id: person.id },
    body: { apps: [{ id: 'dose-notes', name: 'Dose notes' }] },
  });
  await world.call('collaborators.add', person.id, hoursAgo(world, 3), {
    params: { user_id: person.id, app_id: 'dose-notes' },
    body: { collaborators: [{ id: owner, scopes: ['read'] }] },
  });
}

/** The organization in which the owner is a member puts them into its team. */
async function joinTeam(world: World, owner: string, org_id: string, admin: string, team_id: string): Promise<void> {
  await world.call('team_members.add', admin, hoursAgo(world, 30), {
    params: { org_id, team_id },
    body: { user_ids: [owner] },
  });
}

interface Places {
  /** The organization that the owner administers. */
  readonly own: string;
  /** The one in which others do, with its admin and a team. */
  readonly other: { readonly id: string; readonly admin: string; readonly team: string };
}

/**
 * What the last days brought the owner: some of it read, as somebody who looked three days ago. What ends soon and what
 * is too old to be kept is as a server that ran all the time would have it.
 */
export async function fillNotifications(world: World, owner: string, { own, other }: Places): Promise<void> {
  await world.call('notifications.mark_read', owner, hoursAgo(world, 72), {
    params: { user_id: owner },
    body: { until: hoursAgo(world, 72).toISOString() },
  });
  await decline(world, owner, own);
  await joinTeam(world, owner, other.id, other.admin, other.team);
  await share(world, owner);
  await world.atTime(hoursAgo(world, 1), tellExpiringIn);
  await world.atTime(world.now, forgetNotificationsIn);
}
