import { type ContentKind, contentKinds } from '../../contract/api/content.ts';
import type { InputOf } from '../../contract/api/index.ts';
import { AMOUNTS, CLUSTERS, CONTENT, NODEPOOLS, PERSONAL_APPS, TYPES } from './apps.ts';
import type { SamplePerson, World } from './load.ts';
import type { SampleOrganization } from './world.ts';

const DAY_MS = 86_400_000;
const daysAgo = (world: World, days: number): Date => new Date(world.now.getTime() - days * DAY_MS);

interface Place {
  readonly user_id: string;
  readonly app_id: string;
}

/** An app's items of one kind, as many as its share of the largest app's. */
function itemsOf(world: World, kind: ContentKind, share: number) {
  const count = Math.max(1, Math.round(AMOUNTS[kind] * share));
  return Array.from({ length: count }, (_, index) => {
    const names = CONTENT[kind];
    const name = names[index % names.length] ?? kind;
    const round = Math.floor(index / names.length);
    const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return {
      id: round === 0 ? id : `${id}-${round + 1}`,
      name: round === 0 ? name : `${name} ${round + 1}`,
      type: world.random.pick(TYPES[kind]),
      visibility: { gettable: index % 5 === 4 ? (30 as const) : (10 as const) },
    };
  });
}

/** Fills one app with some of everything, all on one day. */
async function fillApp(world: World, as: string, place: Place, days: number, share: number): Promise<void> {
  for (const kind of contentKinds) {
    const body = { [kind]: itemsOf(world, kind, share) } as unknown as InputOf<'models.create'>['body'];
    await world.call(`${kind}.create` as 'models.create', as, daysAgo(world, days), { params: place, body });
  }
}

/** What the organization runs its models on, and the models that run. */
async function fillClusters(world: World, organization: SampleOrganization, admin: string): Promise<void> {
  const params = { user_id: organization.id };
  const clusters = CLUSTERS.slice(0, organization.apps.length > 5 ? 2 : 1);
  const at = daysAgo(world, Math.min(30, organization.foundedDaysAgo - 60));
  await world.call('clusters.create', admin, at, { params, body: { compute_clusters: [...clusters] } });
  for (const { id: cluster_id } of clusters)
    await world.call('nodepools.create', admin, at, {
      params: { ...params, cluster_id },
      body: { nodepools: NODEPOOLS.map((pool) => ({ ...pool })) },
    });
  const deployments = organization.apps.slice(0, 4).map(([app_id], index) => ({
    id: `${app_id}-live`,
    cluster_id: clusters[index % clusters.length]?.id ?? '',
    nodepool_id: index % 3 === 2 ? 'cpu' : 'gpu',
    model: { id: 'baseline', app_id },
    replicas: 1 + (index % 3),
  }));
  await world.call('deployments.create', admin, daysAgo(world, 6), { params, body: { deployments } });
}

/** Some apps are open to the organization, one to everybody; each has a purpose and a way in for new inputs. */
async function describeApps(world: World, organization: SampleOrganization, admin: string): Promise<void> {
  const apps = organization.apps.map(([id, name], index) => ({
    id,
    description: `${name} for ${organization.name}.`,
    notes: `# ${name}\n\nOwned by ${organization.name}. Ask before you change the labels.`,
    metadata: { cost_centre: `C-${100 + index}` },
    base_workflow_id: 'ingest-and-predict',
    visibility: { gettable: id === 'public-demo' ? (50 as const) : index % 4 === 3 ? (30 as const) : (10 as const) },
  }));
  await world.call('apps.update', admin, daysAgo(world, 12), { params: { user_id: organization.id }, body: { apps } });
}

/** A few people work in an app of which their role gives them nothing, or give their favourites a star. */
async function shareAndStar(
  world: World,
  organization: SampleOrganization,
  admin: string,
  people: readonly SamplePerson[],
): Promise<void> {
  const [app_id = ''] = organization.apps[0] ?? [];
  const guests = people.slice(0, 3).map(({ id }, index) => ({
    id,
    scopes:
      index === 0
        ? ['*' as const]
        : index === 1
          ? ['read' as const]
          : ['train_models' as const, 'view_models' as const],
  }));
  if (guests.length > 0)
    await world.call('collaborators.add', admin, daysAgo(world, 7), {
      params: { user_id: organization.id, app_id },
      body: { collaborators: guests },
    });
  const favourites = organization.apps.filter((_, index) => index % 3 === 0).map(([id]) => id);
  const targets = favourites.map((id) => ({ app: { id, user_id: organization.id } }));
  await world.call('stars.add', admin, daysAgo(world, 5), { params: { user_id: admin }, body: { targets } });
}

/** Content, clusters, collaborators and stars of the organization's apps. */
export async function fillApps(
  world: World,
  organization: SampleOrganization,
  admin: string,
  people: readonly SamplePerson[],
): Promise<void> {
  for (const [index, [app_id]] of organization.apps.entries()) {
    const days = Math.max(13, organization.foundedDaysAgo - 3 - index * 3);
    await fillApp(world, admin, { user_id: organization.id, app_id }, days, 1 / (1 + (index % 4)));
  }
  await describeApps(world, organization, admin);
  await fillClusters(world, organization, admin);
  await shareAndStar(world, organization, admin, people);
}

/** The owner's own apps, one of them shared with an organization. */
export async function fillPersonalApps(world: World, owner: string, partner: string): Promise<void> {
  const params = { user_id: owner };
  await world.call('apps.create', owner, daysAgo(world, 40), { params, body: { apps: [...PERSONAL_APPS] } });
  for (const [index, { id: app_id }] of PERSONAL_APPS.entries())
    await fillApp(world, owner, { ...params, app_id }, 30 - index * 8, 0.3);
  await world.call('collaborators.add', owner, daysAgo(world, 4), {
    params: { ...params, app_id: PERSONAL_APPS[1].id },
    body: { collaborators: [{ id: partner, scopes: ['read'] }] },
  });
  const targets = [{ app: { id: PERSONAL_APPS[0].id, user_id: owner } }];
  await world.call('stars.add', owner, daysAgo(world, 3), { params, body: { targets } });
}
