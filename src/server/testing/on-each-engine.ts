import type { KyselyPlugin } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Settings } from '../settings.ts';
import { engines } from './engines.ts';
import { World } from './world.ts';

/**
 * The same tests on every engine, each on a fresh database that they share: they make their own people and
 * organizations and count nothing that others make. A test after which the server has logged an error fails; one that
 * provokes errors empties `world.errors` itself.
 */
export function onEachEngine(
  name: string,
  tests: (world: World) => void,
  settings: Partial<Settings> = {},
  plugin?: KyselyPlugin,
): void {
  describe.each(engines)(`${name} on $name`, (engine) => {
    const world = new World();
    beforeAll(async () => world.open(await engine.open(), settings, plugin));
    afterAll(() => world.close());
    afterEach(() => {
      expect(world.errors.splice(0)).toEqual([]);
    });
    tests(world);
  });
}
