import { beforeAll, expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { operations } from '../operations.ts';
import { dumpOf, mark } from '../testing/mark.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { organization, person, type TestPerson } from '../testing/people.ts';
import { attempt, buildScene, callerOf, examples, routeNames, type Scene } from '../testing/scenes.ts';
import { WithoutTenantFilter } from '../testing/without-tenant-filter.ts';
import type { Reply } from '../testing/world.ts';

/** Every operation that somebody known may call, by the contract's list: a new one is tried without being named here. */
const served = new Set(operations.map(({ route }) => route.name));
const names = routeNames.filter((name) => served.has(routes[name].name) && examples[name].as !== 'nobody');
const reading = names.filter((name) => routes[name].reads);
const changing = names.filter((name) => !routes[name].reads);

const [MINE, THEIRS] = ['Aardvark', 'Zebrafish'];
const NOWHERE = 'nowhere';
const NO_INVITATION = '00000000-0000-4000-8000-000000000000';
const nowhere = (scene: Scene): Scene => ({
  ...scene,
  org_id: NOWHERE,
  deleted_id: NOWHERE,
  invitation_id: NO_INVITATION,
});

/** An answer with its headers, without what differs from one time to the next, and with the scene's ids made alike. */
function comparable(reply: Reply, scene?: Scene): string {
  const { date: _, ...headers } = reply.headers;
  let text = JSON.stringify([reply.http, reply.body, scene === undefined ? headers : []])
    .replaceAll(reply.status.req_id, 'REQUEST')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/fresh-\d+/g, 'FRESH');
  for (const id of scene === undefined ? [] : [scene.org_id, scene.deleted_id, scene.invitation_id])
    text = text.replaceAll(id, NOWHERE);
  return text;
}
const whole = (reply: Reply): string => JSON.stringify([reply.body, reply.headers]);

const filter = new WithoutTenantFilter();
const MODES = ['handlers', 'everywhere'] as const;

onEachEngine(
  'isolation without the filters of the application',
  (world) => {
    let mine: Scene;
    let theirs: Scene;
    /** Somebody with an organization of their own and nothing to do with the others. */
    let stranger: TestPerson;
    const alone = new Map<string, Reply>();

    /** Makes a call without the filters. What then breaks may fail in any way; what it answers is looked at. */
    const bare = async (
      name: RouteName,
      scene: Scene,
      who = callerOf(scene, name),
      from: (typeof MODES)[number] = 'everywhere',
    ) => {
      filter.from = from;
      try {
        return await attempt(world, name, scene, who);
      } finally {
        filter.from = 'nowhere';
        world.errors.splice(0);
      }
    };
    /** What somebody is answered about an organization that is not theirs: the same as about one that does not exist. */
    const intrude = async (name: RouteName, scene: Scene, who: TestPerson) => {
      const reply = await bare(name, scene, who);
      const personal = routes[name].access.for === 'self' || routes[name].access.for === 'caller';
      if (!personal || routes[name].reads) {
        const invented = await bare(name, nowhere(scene), who);
        expect(comparable(reply, scene)).toBe(comparable(invented, nowhere(scene)));
      }
      return whole(reply);
    };

    beforeAll(async () => {
      await world.holdActivity();
      mine = await buildScene(world);
      stranger = await person(world);
      await organization(world, stranger);
      expect(await mark(world, mine.org_id, MINE)).toBeGreaterThan(20);
      for (const name of reading)
        for (const from of MODES) alone.set(`${name} ${from}`, await bare(name, mine, callerOf(mine, name), from));
      theirs = await buildScene(world);
      expect(await mark(world, theirs.org_id, THEIRS)).toBeGreaterThan(20);
      expect(filter.taken).toBeGreaterThan(reading.length);
    });

    it.each(reading)('%s answers the same, whoever else is on the server', async (name) => {
      for (const from of MODES) {
        const before = alone.get(`${name} ${from}`);
        if (before === undefined) throw new Error('it was not asked before');
        if (from === 'handlers') expect(before.http).toBe(200);
        const reply = await bare(name, mine, callerOf(mine, name), from);
        expect(comparable(reply)).toBe(comparable(before));
        expect(whole(reply)).not.toContain(THEIRS);
        expect(whole(await bare(name, theirs, callerOf(theirs, name), from))).not.toContain(MINE);
      }
    });

    it.each(reading)("%s shows nothing of another's, to a member elsewhere or to anybody", async (name) => {
      expect(await intrude(name, theirs, mine.admin)).not.toContain(THEIRS);
      expect(await intrude(name, mine, theirs.admin)).not.toContain(MINE);
      for (const scene of [mine, theirs])
        expect(await intrude(name, scene, stranger)).not.toMatch(new RegExp(`${MINE}|${THEIRS}`));
    });

    it.each(reading)('%s shows nothing of others from a deleted organization or from none', async (name) => {
      for (const scene of [
        { ...mine, org_id: mine.deleted_id },
        nowhere(mine),
        { ...theirs, org_id: theirs.deleted_id },
      ])
        expect(whole(await bare(name, scene, mine.admin))).not.toContain(THEIRS);
    });

    it.each(changing)("%s touches and shows nothing of another's", async (name) => {
      const own = await buildScene(world);
      await mark(world, own.org_id, MINE);
      const before = await dumpOf(world, theirs.org_id);
      const mineBefore = await dumpOf(world, own.org_id);
      expect(await intrude(name, own, stranger)).not.toContain(MINE);
      expect(await dumpOf(world, own.org_id)).toEqual(mineBefore);
      expect(await intrude(name, theirs, own.admin)).not.toContain(THEIRS);
      for (const scene of [{ ...own, org_id: own.deleted_id }, own])
        for (const from of MODES)
          expect(whole(await bare(name, scene, callerOf(own, name), from))).not.toContain(THEIRS);
      expect(await dumpOf(world, theirs.org_id)).toEqual(before);
    });
  },
  {},
  filter,
);
