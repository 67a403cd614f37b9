import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Attack, type Context, onEngines, type Tally } from '../attack.ts';
import { httpClient, register } from '../support/client.ts';
import { freshDatabase } from '../support/databases.ts';
import { equal, must } from '../support/equal.ts';
import { checkLoad, type Ledger, startLoad } from '../support/load.ts';
import { cli, type ServerProcess, startServer } from '../support/server-process.ts';

type Place = readonly string[];

async function newPlace(context: Context, engine: string): Promise<Place> {
  return engine === 'PGlite'
    ? ['--data', join(await context.temporaryFolder(), 'data')]
    : ['--database', await freshDatabase(context)];
}

async function run(context: Context, ...args: string[]): Promise<string> {
  const { code, said } = await cli(context, args).ended;
  equal(code, 0, `${args[0]} said ${said.trim()}, and its exit code`);
  return said;
}

const end = async (server: ServerProcess): Promise<void> => {
  server.child.kill('SIGTERM');
  equal((await server.ended).code, 0, 'the exit code after SIGTERM');
};

/** What was acknowledged before the backup is in the restored place, which serves and whose chain is whole. */
async function lookAtRestored(context: Context, place: Place, token: string, ledger: Ledger | null): Promise<void> {
  const folder = await context.temporaryFolder();
  await run(context, 'check-billing', ...place);
  const server = await startServer(context, folder, [...place, '--audit-heads', join(folder, 'heads')]);
  const client = httpClient(server.url, token);
  if (ledger !== null) await checkLoad(client, 'target', ledger);
  await client.call('teams.create', {
    params: { org_id: 'target' },
    body: { teams: [{ id: 'after', name: 'After', default_permission_id: 'labeler_worker' }] },
  });
  const { verification } = await client.call('audit.verify', { params: { user_id: 'target' } });
  must(
    verification.problem === null || verification.problem.kind === 'heads',
    `the chain: ${verification.problem?.message}`,
  );
  await end(server);
}

/** A moment of a ledger that goes on growing. */
const copyOf = (ledger: Ledger): Ledger => ({
  ...ledger,
  ...{ teams: [...ledger.teams], removed: [...ledger.removed], invitations: [...ledger.invitations] },
  ...{ addresses: [...ledger.addresses], kept: [...ledger.kept] },
});

async function attack(tally: Tally, context: Context, engine: string, other: string): Promise<void> {
  const folder = await context.temporaryFolder();
  const place = await newPlace(context, engine);
  const start = () => startServer(context, folder, [...place, '--audit-heads', join(folder, 'heads')]);
  let server = await start();
  const token = await register(server.url, 'keeper');
  const organizations = [{ id: 'target', name: 'Target', billing_email: 'first@bills.example' }];
  await httpClient(server.url, token).call('organizations.create', {
    params: { user_id: 'me' },
    body: { organizations },
  });

  for (let round = 1; round <= context.times(10, 1); round++) {
    const load = startLoad(httpClient(server.url, token), 'target', context.random, `b${round}x`);
    while (load.ledger.acknowledged < 20) await sleep(5);
    const file = join(folder, `${round}.gz`);
    let before: Ledger | null = null;
    await tally.trial(`backup ${round}, while the server writes`, async () => {
      if (engine === 'PGlite') {
        const { code, said } = await cli(context, ['backup', file, ...place]).ended;
        equal(code, 1, 'the exit code on a folder in use');
        must(said.includes('in use by process') && !existsSync(file), `it says ${said}`);
      } else {
        before = copyOf(load.ledger);
        await run(context, 'backup', file, ...place);
      }
    });
    await load.stop();
    if (engine === 'PGlite') {
      await end(server);
      before = load.ledger;
      await tally.trial(`backup ${round} of the stopped folder`, () => run(context, 'backup', file, ...place));
      server = await start();
    }
    for (const to of context.short ? [engine] : [engine, other])
      await tally.trial(`restored to ${to}`, async () => {
        const target = await newPlace(context, to);
        const said = await run(context, 'restore', file, ...target);
        must(/audit logs are whole/.test(said), `it says ${said}`);
        const twice = await cli(context, ['restore', file, ...target]).ended;
        must(twice.code === 1 && /is not empty/.test(twice.said), `a second restore says ${twice.said}`);
        // A moment of a running load may lack what was being removed or renamed; a stopped one is compared whole.
        await lookAtRestored(context, target, token, engine === 'PGlite' ? before : null);
      });
    await tally.trial(`restore ${round}, killed in the middle`, async () => {
      const target = await newPlace(context, engine);
      const started = cli(context, ['restore', file, ...target]);
      await sleep(context.random.between(50, 2000));
      started.child.kill('SIGKILL');
      await started.ended;
      const again = await cli(context, ['restore', file, ...target]).ended;
      must(again.code === 0 || /is not empty/.test(again.said), `the next one says ${again.said}`);
      await lookAtRestored(context, target, token, null);
    });
    await rm(file);
  }
  await end(server);
}

/** Backups while the server writes, restores into either engine, and restores that are killed. */
export const backupAttacks: readonly Attack[] = onEngines('backup and restore', (tally, context, engine) =>
  attack(
    tally,
    context,
    engine.name,
    engine.name === 'PGlite' && process.env.STEWARD_TEST_DATABASE_URL ? 'PostgreSQL' : 'PGlite',
  ),
).map((one) => ({ ...one, longOnly: true }));
