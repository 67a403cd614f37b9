import type { KyselyPlugin } from 'kysely';
import type { Engine } from '../../src/server/testing/engines.ts';
import { World } from '../../src/server/testing/world.ts';
import type { Context } from '../attack.ts';
import { type RolledBack, rolledBack } from './rolled-back.ts';

/** A server of its own on a fresh database, gone after the attack. */
export async function openWorld(context: Context, engine: Engine): Promise<World> {
  const world = new World();
  await world.open(await engine.open());
  context.atEnd(() => world.close());
  return world;
}

/** The same on a database whose transactions can be undone. */
export async function openUndoing(
  context: Context,
  engine: Engine,
  plugin?: KyselyPlugin,
): Promise<{ world: World; database: RolledBack }> {
  const world = new World();
  const database = rolledBack(await engine.open());
  await world.open(database.opened, {}, plugin);
  context.atEnd(() => world.close());
  await world.holdActivity();
  return { world, database };
}

/** Throws what the server logged as an error meanwhile. */
export function noErrors(world: World): void {
  const [first] = world.errors.splice(0);
  if (first !== undefined) throw new Error(`the server logged: ${first}`);
}
