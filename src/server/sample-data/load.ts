import { type InputOf, type RouteName, routes } from '../../contract/api/index.ts';
import { recordAudit } from '../audit/record.ts';
import { asSystemAt } from '../db/scope.ts';
import type { Tx } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { type Deps, perform } from '../http/perform.ts';
import { insertPerson } from '../modules/users/create.ts';
import { operations } from '../operations.ts';
import { claimWorkspace, createLocalPerson, localOrigin } from '../workspace.ts';
import { clearData } from './clear-data.ts';
import { fillPersonalApps } from './fill-apps.ts';
import { fillNotifications } from './fill-notifications.ts';
import { fillOrganization } from './fill-organization.ts';
import { createRandom, type Random } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, ORGANIZATIONS } from './world.ts';

export interface SampleOptions {
  /** The same seed and the same `now` make the same world. */
  readonly seed: number;
  readonly now: Date;
  readonly onProgress: (step: string, done: number, total: number) => void;
}

export interface SamplePerson {
  readonly id: string;
  readonly email: string;
}

/** What the steps of the generator share: everything happens through the operations of the API, at its own time. */
export interface World {
  readonly random: Random;
  readonly now: Date;
  /** Calls an operation as somebody, at a time in the past, and answers what the API would. */
  call<N extends RouteName>(name: N, as: string, at: Date, input: InputOf<N>): Promise<Record<string, unknown>>;
  /** Does what the server does by itself, at a time in the past. */
  atTime<T>(at: Date, work: (trx: Tx) => Promise<T>): Promise<T>;
  /** Registers people who never sign in. */
  register(count: number, domain: string, at: Date): Promise<SamplePerson[]>;
  /** An address of somebody who has not registered. */
  inventAddress(domain: string): string;
  progress(done: number): void;
}

const DAY_MS = 86_400_000;

const asPerson = (id: string): Caller => ({ user_id: id, key_id: '', scopes: ['*'] });

async function callOperation(deps: Deps, name: RouteName, as: string, at: Date, input: Record<string, unknown>) {
  const route = routes[name];
  const operation = operations.find((one) => one.route === route);
  if (operation === undefined) throw new Error(`${name} is not served`);
  const answer = await perform(deps, operation, {
    params: route.params.parse(input.params ?? {}),
    query: route.query.parse(input.query ?? {}),
    body: route.body.parse(input.body ?? {}),
    caller: asPerson(as),
    origin: localOrigin(),
    at: at.toISOString(),
  });
  return answer.body as Record<string, unknown>;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/[^a-z]+/g, '');

/** Hands out names, ids and addresses that nobody has yet. */
function personMaker(random: Random) {
  const taken = new Map<string, number>();
  return (domain: string) => {
    const first_name = random.pick(FIRST_NAMES);
    const last_name = random.pick(LAST_NAMES);
    const base = `${plain(first_name)}.${plain(last_name)}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const local = count === 1 ? base : `${base}${count}`;
    return { id: local.replace('.', '-'), first_name, last_name, primary_email: `${local}@${domain}` };
  };
}

/**
 * Fills a workspace that nobody owns yet and answers the id of its owner. The owner is set at the very end: a load that
 * was cut short leaves a workspace without one, and the next load starts over.
 */
export async function loadSampleData(deps: Deps, options: SampleOptions): Promise<string> {
  await deps.heads?.startOver();
  await clearData(deps.db);
  const random = createRandom(options.seed);
  const makePerson = personMaker(random);
  const total = ORGANIZATIONS.reduce((sum, organization) => sum + organization.members, 0);
  let before = 0;
  let step = '';
  const world: World = {
    random,
    now: options.now,
    call: (name, as, at, input) => callOperation(deps, name, as, at, input as Record<string, unknown>),
    atTime: (at, work) => asSystemAt(deps.db, at.toISOString(), work),
    register: (count, domain, at) =>
      asSystemAt(deps.db, at.toISOString(), async (trx) => {
        const people: SamplePerson[] = [];
        for (let index = 0; index < count; index++) {
          const person = makePerson(domain);
          await insertPerson(trx, { ...person, password_hash: null });
          people.push({ id: person.id, email: person.primary_email });
        }
        await recordAudit(
          trx,
          null,
          localOrigin(),
          people.map(({ id }) => ({ event: 'USER_CREATE', owner_id: id, targets: [{ user: { id } }] })),
        );
        return people;
      }),
    inventAddress: (domain) => makePerson(domain).primary_email,
    progress: (done) => options.onProgress(step, before + done, total),
  };
  const owner = { first_name: 'Alex', last_name: 'Morgan', email: 'alex.morgan@helix.example' };
  const oldest = Math.max(...ORGANIZATIONS.map((organization) => organization.foundedDaysAgo));
  const arrival = new Date(options.now.getTime() - (oldest + 1) * DAY_MS);
  const ownerId = await asSystemAt(deps.db, arrival.toISOString(), (trx) => createLocalPerson(trx, owner));
  const admins = new Map<string, string>();
  for (const organization of ORGANIZATIONS) {
    step = `Filling ${organization.name}`;
    world.progress(0);
    admins.set(organization.id, await fillOrganization(world, organization, { id: ownerId, email: owner.email }));
    before += organization.members;
  }
  await fillPersonalApps(world, ownerId, ORGANIZATIONS[0]?.id ?? '');
  await notifyOwner(world, ownerId, admins);
  await claimWorkspace(deps.db, ownerId);
  options.onProgress('Ready', total, total);
  return ownerId;
}

/** Between the organization that the owner administers and one in which somebody else does. */
async function notifyOwner(world: World, ownerId: string, admins: ReadonlyMap<string, string>): Promise<void> {
  const own = ORGANIZATIONS.find(({ id }) => admins.get(id) === ownerId);
  const other = ORGANIZATIONS.find(({ id }) => admins.get(id) !== ownerId);
  const [team] = other?.teams ?? [];
  if (own === undefined || other === undefined || team === undefined) return;
  const admin = admins.get(other.id) ?? '';
  await fillNotifications(world, ownerId, { own: own.id, other: { id: other.id, admin, team: team[0] } });
}
