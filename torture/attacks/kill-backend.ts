import { setTimeout as sleep } from 'node:timers/promises';
import { type Attack, type Context, onEngines, type Tally } from '../attack.ts';
import { httpClient, register } from '../support/client.ts';
import { freshDatabase } from '../support/databases.ts';
import { equal, must } from '../support/equal.ts';
import { Figures } from '../support/figures.ts';
import { checkLoad, type Ledger, startLoad } from '../support/load.ts';
import { cli, type ServerProcess, startServer } from '../support/server-process.ts';

/** For a server that acknowledges nothing any more; a busy machine takes seconds for a change. */
const PATIENCE_MS = 120_000;

/** A random moment that is not before the first few changes, however slow the machine is. */
export async function randomMoment(ledger: Ledger, { random }: Context): Promise<void> {
  const wanted = random.between(0, 12);
  const begun = performance.now();
  while (ledger.acknowledged < wanted && performance.now() - begun < PATIENCE_MS) await sleep(2);
  await sleep(random.between(0, 30));
}

/** The chain as the command checks it, over all logs and with the heads that were kept outside. */
export async function verifyChain(context: Context, where: readonly string[]): Promise<void> {
  const { code, said } = await cli(context, ['verify-audit', ...where]).ended;
  equal(code, 0, `verify-audit said ${said.trim()}, and its exit code`);
}

/** Kills the server while it is written to, starts it again and looks; answers how many changes were acknowledged. */
async function killAndLook(
  server: ServerProcess,
  again: () => Promise<ServerProcess>,
  token: string,
  context: Context,
  word: string,
): Promise<number> {
  const load = startLoad(httpClient(server.url, token), 'target', context.random, word);
  await randomMoment(load.ledger, context);
  server.child.kill('SIGKILL');
  equal((await server.ended).signal, 'SIGKILL', 'the end of the server');
  const { url } = await again();
  await load.stop();
  await checkLoad(httpClient(url, token), 'target', load.ledger);
  return load.ledger.acknowledged;
}

async function attack(tally: Tally, context: Context, where: readonly string[], folder: string): Promise<void> {
  const start = () => startServer(context, folder, where);
  let server = await start();
  const token = await register(server.url, 'tormentor');
  const organization = { id: 'target', name: 'Target', billing_email: 'first@bills.example' };
  const body = { organizations: [organization] };
  await httpClient(server.url, token).call('organizations.create', { params: { user_id: 'me' }, body });
  const opened = new Figures('ms');
  let acknowledged = 0;
  const kills = context.times(200, 4);
  for (let kill = 1; kill <= kills; kill++) {
    const again = async () => {
      server = await start();
      opened.add(server.openedInMs);
      return server;
    };
    await tally.trial(`kill ${kill}`, async () => {
      acknowledged += await killAndLook(server, again, token, context, `k${kill}x`);
    });
  }
  server.child.kill('SIGTERM');
  equal((await server.ended).code, 0, 'the exit code after SIGTERM');
  await tally.trial('the chain verifies', () => verifyChain(context, where));
  must(acknowledged > kills, 'hardly anything was acknowledged before the kills');
  tally.note('acknowledged changes', String(acknowledged));
  tally.note('open again, process start to listening', opened.summary());
  // The assertion of time belongs here and not into npm test, where the machine does other things meanwhile.
  if (!context.short)
    await tally.trial('open again in under a second (median)', () =>
      must(opened.median() < 1000, `it takes ${opened.summary()}`),
    );
}

/** SIGKILL at random moments of a mixed load: what was acknowledged is there, with its entry in a whole chain. */
export const killBackendAttacks: readonly Attack[] = onEngines(
  'SIGKILL of the backend',
  async (tally, context, engine) => {
    const folder = await context.temporaryFolder();
    const heads = ['--audit-heads', `${folder}/heads`];
    const where =
      engine.name === 'PGlite'
        ? ['--data', `${folder}/data`, ...heads]
        : ['--database', await freshDatabase(context), ...heads];
    await attack(tally, context, where, folder);
  },
);
