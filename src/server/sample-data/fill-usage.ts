import type { UsageCategory } from '../../contract/api/usage.ts';
import type { SamplePerson, World } from './load.ts';
import type { SampleOrganization } from './world.ts';

const DAY_MS = 86_400_000;
const DAYS = 182;
const BATCH = 5000;

interface Shape {
  readonly category: UsageCategory;
  readonly share: number;
  readonly kinds: readonly string[];
  readonly typical: number;
  readonly places: number;
  /** Which models are used, each with its type; none for what needs none. */
  readonly models: readonly (readonly [id: string, type: string])[];
}

const VISION = [
  ['lesion-detector', 'visual-detector'],
  ['slice-segmenter', 'visual-segmenter'],
  ['general-classifier', 'visual-classifier'],
] as const;
const LANGUAGE = [
  ['report-writer', 'text-to-text'],
  ['assistant-large', 'multimodal-to-text'],
] as const;
const EMBEDDING = [['image-embedder', 'visual-embedder']] as const;

/** What a day's usage is made of, and how much one event counts. */
const SHAPES: readonly Shape[] = [
  { category: 'prediction', share: 51, kinds: ['image', 'text'], typical: 900, places: 0, models: VISION },
  { category: 'tokens', share: 20, kinds: ['input', 'output'], typical: 42_000, places: 0, models: LANGUAGE },
  { category: 'search', share: 14, kinds: ['visual', 'text'], typical: 160, places: 0, models: EMBEDDING },
  {
    category: 'compute',
    share: 10,
    kinds: ['g5.xlarge', 'g6e.2xlarge', 't3a.medium'],
    typical: 6,
    places: 2,
    models: VISION,
  },
  { category: 'training', share: 5, kinds: ['transfer', 'deep'], typical: 2, places: 2, models: VISION },
];

function pickShape(world: World): Shape {
  let rest = world.random.between(1, 100);
  for (const shape of SHAPES) {
    rest -= shape.share;
    if (rest <= 0) return shape;
  }
  return SHAPES[0] as Shape;
}

/** Usage grows by half over six months and sleeps at weekends. */
function loadOf(day: Date, age: number): number {
  const weekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
  return (1 - (age / DAYS) * 0.5) * (weekend ? 0.3 : 1);
}

/** Two days on which somebody let a batch run: they stand out of the curve. */
const BUSY_DAYS = new Set([9, 47]);

const HOUR_MS = 3_600_000;

/** The start of a UTC day that is over: usage is counted by such days, whenever the data is loaded. */
const dayAt = (world: World, age: number): Date =>
  new Date(Math.floor(world.now.getTime() / DAY_MS) * DAY_MS - age * DAY_MS);

function eventsOfDay(world: World, organization: SampleOrganization, people: readonly SamplePerson[], age: number) {
  const { random } = world;
  const day = dayAt(world, age);
  const count = Math.round(
    organization.eventsPerDay * loadOf(day, age) * (0.8 + random.next() * 0.4) * (BUSY_DAYS.has(age) ? 4 : 1),
  );
  return Array.from({ length: count }, (_, index) => {
    const shape = pickShape(world);
    const [app_id] = random.pick(organization.apps);
    const model = shape.models.length === 0 ? null : random.pick(shape.models);
    const time = day.getTime() + 8 * HOUR_MS + random.between(0, 10 * 3600) * 1000;
    return {
      id: `sample-${age}-${index}`,
      timestamp: new Date(time).toISOString(),
      user_id: random.pick(people).id,
      app_id,
      category: shape.category,
      kind: random.pick(shape.kinds),
      ...(model === null ? {} : { model_id: model[0], model_type: model[1] }),
      quantity: (shape.typical * (0.4 + random.next() * 1.2)).toFixed(shape.places),
    };
  });
}

/** How many inputs each app stores, metered once a day from its first day on: twice as many now as half a year ago. */
function storedInputs(world: World, organization: SampleOrganization, people: readonly SamplePerson[], oldest: number) {
  const { random } = world;
  return organization.apps.flatMap(([app_id], index) => {
    const owner = random.pick(people);
    const inputs = random.between(200, 1200);
    const days = Math.min(oldest, organization.foundedDaysAgo - 3 - index * 3);
    return Array.from({ length: days }, (_, place) => {
      const age = days - place;
      return {
        id: `sample-stored-${index}-${age}`,
        timestamp: new Date(dayAt(world, age).getTime() + 2 * HOUR_MS).toISOString(),
        user_id: owner.id,
        app_id,
        category: 'storage' as const,
        kind: 'inputs',
        quantity: String(Math.round(inputs * (1 - (age / DAYS) * 0.5))),
      };
    });
  });
}

/** Six months of metered usage by the organization's people on its apps. */
export async function recordSampleUsage(
  world: World,
  organization: SampleOrganization,
  admin: string,
  people: readonly SamplePerson[],
): Promise<void> {
  const oldest = Math.min(DAYS, organization.foundedDaysAgo - 3);
  const events = [
    ...Array.from({ length: oldest }, (_, index) => eventsOfDay(world, organization, people, oldest - index)).flat(),
    ...storedInputs(world, organization, people, oldest),
  ];
  for (let start = 0; start < events.length; start += BATCH)
    await world.call('usage.record', admin, world.now, {
      params: { org_id: organization.id },
      body: { events: events.slice(start, start + BATCH) },
    });
}
