import {
  CompiledQuery,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  PostgresQueryCompiler,
  type QueryId,
  type RootOperationNode,
} from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { type RouteName, routes } from '../contract/api/index.ts';
import { fillAudit, fillInvitations, fillMembers, fillTeams, fillUsage, settle } from './testing/crowd.ts';
import { onEachEngine } from './testing/on-each-engine.ts';
import { buildScene, examples, type Scene } from './testing/scenes.ts';
import type { World } from './testing/world.ts';

const ROWS = 20_000;
/** A page is at most a thousand rows; what stands beside one in an index may be read in passing. */
const READ_AT_MOST = 4000;

/** Pages of sums, such as what a budget has spent or the month's draft holds: they read what the days hold. */
const SUMS = new Set<RouteName>(['costs.list', 'costs.usage', 'invoices.annex', 'invoices.list', 'budgets.list']);

/** Routes that answer a page of a list, by their contract. */
const lists = (Object.keys(routes) as RouteName[]).filter(
  (name) => name === 'audit.search' || ('cursor' in routes[name].query.shape && !SUMS.has(name)),
);

/** What the server sends to the database, written down. */
class Notes implements KyselyPlugin {
  readonly #compiler = new PostgresQueryCompiler();
  sent: CompiledQuery[] = [];
  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    this.sent.push(this.#compiler.compileQuery(node, queryId as QueryId));
    return node;
  }
  transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return Promise.resolve(result);
  }
}

interface Step {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Step[];
}

/** Every step that reads more rows than a page can need. */
function greedy(step: Step): string[] {
  const rows = (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops'];
  const own = rows > READ_AT_MOST ? [`${step['Node Type']} ${step['Relation Name'] ?? ''}: ${rows} rows`] : [];
  return [...own, ...(step.Plans ?? []).flatMap(greedy)];
}

const ROLLED_BACK = new Error('only looked at');

/** How the database carries out what was sent, under the same scope: one line for each statement that reads too much. */
async function scans(world: World, sent: readonly CompiledQuery[]): Promise<string[]> {
  const found: string[] = [];
  const looked = world.db.transaction().execute(async (trx) => {
    for (const query of sent) {
      if (
        /^\s*(select|with)\b/i.test(query.sql) &&
        !/set_config|lock_organization|for (no key )?update/i.test(query.sql)
      ) {
        const explained = CompiledQuery.raw(`explain (analyze, format json) ${query.sql}`, [...query.parameters]);
        const { rows } = await trx.executeQuery<{ 'QUERY PLAN': { Plan: Step }[] }>(explained);
        for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? [])
          for (const line of greedy(Plan)) found.push(`${line} in ${query.sql.replace(/\s+/g, ' ').slice(0, 200)}`);
      } else if (/set_config/i.test(query.sql)) await trx.executeQuery(query);
    }
    throw ROLLED_BACK;
  });
  await looked.catch((error: unknown) => {
    if (error !== ROLLED_BACK) throw error;
  });
  return found;
}

const notes = new Notes();

onEachEngine(
  'one page of a large organization',
  (world) => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await buildScene(world);
      await fillMembers(world, scene.org_id, 1, ROWS);
      await fillInvitations(world, scene.org_id, ROWS);
      await fillAudit(world, scene.org_id, ROWS);
      await fillUsage(world, scene.org_id, 1, ROWS);
      await fillTeams(world, scene.org_id, ROWS);
      await settle(world);
    });

    it.each(lists)('%s reads no more than it shows', async (name) => {
      const example = examples[name];
      const who = example.as === 'nobody' ? null : scene[example.as];
      notes.sent = [];
      const input = example.input(scene as never) as never;
      await world.ok(name, who, input);
      expect(notes.sent.length).toBeGreaterThan(1);
      expect(await scans(world, notes.sent.splice(0))).toEqual([]);
    });

    it.each(['name', '-name', 'role', '-role', 'joined', '-joined', 'last_active', '-last_active'])(
      'members sorted by %s read no more than they show',
      async (sort) => {
        notes.sent = [];
        await world.ok('members.list', scene.admin, { params: { org_id: scene.org_id }, query: { sort } as never });
        expect(await scans(world, notes.sent.splice(0))).toEqual([]);
      },
    );
  },
  {},
  notes,
);
