import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import type { Route } from '../../contract/route.ts';
import { inScope } from '../db/scope.ts';
import { operations } from '../operations.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { member, type TestPerson } from '../testing/people.ts';
import { buildScene, examples, routeNames, type Scene } from '../testing/scenes.ts';
import type { World } from '../testing/world.ts';
import { visibleApps } from './app-access.ts';

const served = new Set(operations.map(({ route }) => route.name));
/** Every change that the API knows and the server serves: a new one is attacked without being added here. */
const writes = routeNames.filter((name) => !(routes[name] as Route).reads && served.has(name));

/** The app that the silo keeps from the attacker: every other path to it stands wide open. */
const CLOSED = 'other-app';
const LABELS = ['HIPAA'];

interface Attack {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
}

/** Rewrites every text in an input. */
const rewrite = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => rewrite(one, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewrite(one, change)]));
};

const replacing = (from: readonly string[], to: string) => (text: string) => (from.includes(text) ? to : text);

/** The example, and the same turned on the attacker, the closed app, the siloed team, the silo's label and visibility. */
function variants(input: Attack, scene: Scene, attacker: TestPerson): Attack[] {
  const people = [scene.admin, scene.second, scene.colleague, scene.invitee, scene.outsider].map(({ id }) => id);
  const self = replacing(people, attacker.id);
  const app = replacing(['app', 'mine'], CLOSED);
  const siloed = replacing(['team', 'full'], 'siloed');
  const all = (text: string) => self(app(siloed(text)));
  const turned = [(text: string) => text, self, app, siloed, all].map((change) => rewrite(input, change) as Attack);
  return turned.flatMap((one) => [one, ...widened(one)]);
}

/** Fields that an update may have and the example has not: labels, visibility, labels that a silo wants. */
function widened({ body, ...rest }: Attack): Attack[] {
  const fields = {
    apps: { compliance_labels: LABELS, visibility: { gettable: 50 } },
    app: { compliance_labels: LABELS, visibility: { gettable: 50 } },
    silos: { required_labels: ['GDPR'], team_ids: ['full'] },
  } as const;
  const found: Attack[] = [];
  for (const [key, more] of Object.entries(fields))
    for (const [field, value] of Object.entries(more)) {
      const old = body?.[key];
      if (old === undefined) continue;
      const add = (one: unknown) => ({ ...(one as object), [field]: value });
      found.push({ ...rest, body: { ...body, [key]: Array.isArray(old) ? old.map(add) : add(old) } });
    }
  return found;
}

async function bind(world: World, scene: Scene, who: TestPerson): Promise<void> {
  const { org_id } = scene;
  await sql`insert into team_members values (${org_id}, 'siloed', ${who.id}), (${org_id}, 'full', ${who.id})`.execute(
    world.db,
  );
  await sql`insert into collaborators (owner_id, app_id, collaborator_id, scopes)
    values (${org_id}, ${CLOSED}, ${who.id}, '{*}')`.execute(world.db);
}

onEachEngine('somebody whom a silo binds', (world) => {
  const sees = async ({ org_id }: Scene, who: TestPerson): Promise<boolean> => {
    const caller = { user_id: who.id, key_id: who.key_id, scopes: ['*'] };
    // Somebody who has deleted their account reaches nothing any more, whatever still bears their id.
    const { http } = await world.call('users.get', who, { params: { user_id: 'me' } });
    if (http === 401) return false;
    const scope = { tenant: org_id, person: who.id };
    const visible = await inScope(world.db, scope, 'read only', (trx) => visibleApps(trx, caller, org_id));
    const rows = await world.rows(
      sql<{ id: string }>`select id from apps where owner_id = ${org_id} and name = 'Other app'`,
    );
    return rows.some(({ id }) => visible === null || visible.includes(id));
  };

  it.each(writes)('cannot open the closed app to themselves by %s', async (name: RouteName) => {
    const scene = await buildScene(world);
    await sql`insert into team_apps values (${scene.org_id}, 'full', ${CLOSED}, 'full_access')`.execute(world.db);
    for (const role of ['organization_contributor', 'admin'] as const) {
      const attacker = await member(world, scene.admin, scene.org_id, role);
      await bind(world, scene, attacker);
      expect([role, await sees(scene, attacker)]).toEqual([role, false]);
      for (const attack of variants(examples[name].input(scene) as Attack, scene, attacker)) {
        const { http } = await world.call(name, attacker, attack as never);
        expect(http).toBeLessThan(500);
        expect([role, attack, await sees(scene, attacker)]).toEqual([role, attack, false]);
      }
    }
  });
});
