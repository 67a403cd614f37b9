import { type RouteName, routes } from '../../src/contract/api/index.ts';
import { operations } from '../../src/server/operations.ts';
import { engines } from '../../src/server/testing/engines.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { attempt, buildScene, callerOf, examples, routeNames, type Scene } from '../../src/server/testing/scenes.ts';
import type { Reply, Who } from '../../src/server/testing/world.ts';
import { onEngines } from '../attack.ts';
import { comparable, nowhere, whole } from '../support/comparable.ts';
import { equal, must } from '../support/equal.ts';
import { dumpOf, mark, ownedTables } from '../support/mark.ts';
import { WithoutTenantFilter } from '../support/without-tenant-filter.ts';
import { openUndoing } from '../support/worlds.ts';

/** Every operation that somebody known may call, by the contract's list: a new one is tried without being named here. */
const served = new Set(operations.map(({ route }) => route.name));
const names = routeNames.filter((name) => served.has(routes[name].name) && examples[name].as !== 'nobody');
const reading = names.filter((name) => routes[name].reads);
const changing = names.filter((name) => !routes[name].reads);

const [MINE, THEIRS] = ['Aardvark', 'Zebrafish'];
const MODES = ['handlers', 'everywhere'] as const;
type Mode = (typeof MODES)[number];

/** Where the organization is not the path's, but the person's own records are: those may differ. */
const isPersonal = (name: RouteName): boolean => ['self', 'caller'].includes(routes[name].access.for);

function mustNotShow(reply: Reply, ...words: string[]): void {
  for (const word of words)
    must(!whole(reply).includes(word), `the answer shows ${word}: ${whole(reply).slice(0, 300)}`);
}

/** The same routes with the application's own tenant filters taken out of its queries: the database still isolates. */
export const isolationAttacks = onEngines('every route without the tenant filter', async (tally, context, engine) => {
  const filter = new WithoutTenantFilter();
  const { world, database } = await openUndoing(context, engine, filter);
  const untouched = new Map<string, Record<string, string>>();
  const tables = await ownedTables(world.db);

  /** Makes a call without the filters. What then breaks may fail in any way; what it answers and leaves is looked at. */
  const bare = async (name: RouteName, scene: Scene, who: Who, from: Mode = 'everywhere', guarded: string[] = []) => {
    const touched: string[] = [];
    filter.from = from;
    try {
      return await database.undoing(
        () => attempt(world, name, scene, who),
        async (trx) => {
          for (const id of guarded) {
            const before = untouched.get(id) ?? {};
            const after = await dumpOf(trx, tables, id);
            touched.push(
              ...tables.map(({ table, owner }) => `${table}.${owner}`).filter((at) => before[at] !== after[at]),
            );
          }
        },
      );
    } finally {
      filter.from = 'nowhere';
      world.errors.splice(0);
      must(touched.length === 0, `it changed another's ${touched.join(', ')}`);
    }
  };
  /** What somebody is answered about an organization that is not theirs: the same as about one that does not exist. */
  const intrude = async (name: RouteName, scene: Scene, who: Who, guarded: string[]) => {
    const reply = await bare(name, scene, who, 'everywhere', guarded);
    if (isPersonal(name) && !routes[name].reads) return reply;
    const invented = await bare(name, nowhere(scene), who);
    equal(comparable(reply, scene), comparable(invented, nowhere(scene)), 'the answer');
    return reply;
  };

  const mine = await buildScene(world);
  const stranger = await person(world);
  await organization(world, stranger);
  must((await mark(world.db, mine.org_id, MINE)) > 20, 'too little of the organization carries its mark');
  const alone = new Map<string, Reply>();
  for (const name of reading)
    for (const from of MODES) alone.set(`${name} ${from}`, await bare(name, mine, callerOf(mine, name), from));
  const theirs = await buildScene(world);
  must((await mark(world.db, theirs.org_id, THEIRS)) > 20, 'too little of the organization carries its mark');
  must(filter.taken > reading.length, 'the filters were not taken away');
  for (const { org_id } of [mine, theirs]) untouched.set(org_id, await dumpOf(world.db, tables, org_id));

  for (const name of context.some(reading, engine === engines.at(-1))) {
    for (const from of MODES)
      await tally.trial(`${name} (${from}) answers the same, whoever else is on the server`, async () => {
        const before = alone.get(`${name} ${from}`);
        must(before !== undefined, 'it was not asked before');
        if (from === 'handlers') equal(before.http, 200);
        const reply = await bare(name, mine, callerOf(mine, name), from);
        equal(comparable(reply), comparable(before), 'the answer');
        mustNotShow(reply, THEIRS);
        mustNotShow(await bare(name, theirs, callerOf(theirs, name), from), MINE);
      });
    for (const [scene, who, word] of [
      [theirs, mine.admin, THEIRS],
      [mine, theirs.admin, MINE],
      [mine, stranger, MINE],
      [theirs, stranger, THEIRS],
    ] as const)
      await tally.trial(`${name} shows nothing of another's`, async () =>
        mustNotShow(await intrude(name, scene, who, []), word),
      );
    for (const scene of [{ ...mine, org_id: mine.deleted_id }, nowhere(mine), { ...theirs, org_id: theirs.deleted_id }])
      await tally.trial(`${name} shows nothing from a deleted organization or from none`, async () =>
        mustNotShow(await bare(name, scene, mine.admin), THEIRS),
      );
  }
  for (const name of context.some(changing, engine === engines.at(-1))) {
    await tally.trial(`${name} by a stranger`, async () =>
      mustNotShow(await intrude(name, mine, stranger, [mine.org_id, theirs.org_id]), MINE, THEIRS),
    );
    await tally.trial(`${name} by the admin of another organization`, async () =>
      mustNotShow(await intrude(name, theirs, mine.admin, [theirs.org_id]), THEIRS),
    );
    for (const scene of [{ ...mine, org_id: mine.deleted_id }, mine])
      for (const from of MODES)
        await tally.trial(`${name} (${from}) in one's own`, async () =>
          mustNotShow(await bare(name, scene, callerOf(mine, name), from, [theirs.org_id]), THEIRS),
        );
  }
});
