import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack } from '../attack.ts';
import { httpClient, register } from '../support/client.ts';
import { equal, must } from '../support/equal.ts';
import { Figures } from '../support/figures.ts';
import { cli, startServer } from '../support/server-process.ts';

const inUse = 'is in use by process';

/** A second process on a data folder, and locks that a crash left behind. */
const locks: Attack = {
  name: 'a second process on the data folder, stale locks',
  run: async (tally, context) => {
    const folder = await context.temporaryFolder();
    const data = join(folder, 'data');
    const lock = join(data, 'steward.lock');
    const start = () => startServer(context, folder, ['--data', data]);
    const [refused, opened] = [new Figures('ms'), new Figures('ms')];
    let server = await start();
    const token = await register(server.url, 'holder');
    const still = () => httpClient(server.url, token).call('users.get', { params: { user_id: 'me' } });

    for (let trial = 1; trial <= context.times(20, 2); trial++)
      await tally.trial(`a second process, ${trial}`, async () => {
        const begun = performance.now();
        const { code, said } = await cli(context, ['--port', '0', '--data', data]).ended;
        refused.add(performance.now() - begun);
        equal(code, 1, 'the exit code');
        must(said.includes(`${inUse} ${server.child.pid}`), `it says ${said}`);
        await still();
      });
    await tally.trial('two more and a command at once', async () => {
      const ends = await Promise.all(
        [['--port', '0'], ['--port', '0'], ['check-billing']].map(
          (args) => cli(context, [...args, '--data', data]).ended,
        ),
      );
      for (const { code, said } of ends) {
        equal(code, 1, 'the exit code');
        must(said.includes(inUse), `it says ${said}`);
      }
      await still();
    });

    const reused: Readonly<Record<string, () => string>> = {
      'as it was left': () => readFileSync(lock, 'utf8'),
      'whose process id somebody else has': () => JSON.stringify({ pid: process.pid, started: '1' }),
      'of process 1': () => JSON.stringify({ pid: 1, started: '999999999' }),
      'that was cut short': () => '{"pid":',
      'that is empty': () => '',
      'that is no lock at all': () => '[]',
    };
    for (const [kind, content] of Object.entries(reused).slice(0, context.times(100, 3)))
      await tally.trial(`a lock ${kind}`, async () => {
        server.child.kill('SIGKILL');
        await server.ended;
        writeFileSync(lock, content());
        server = await start();
        opened.add(server.openedInMs);
        await still();
      });
    await tally.trial('four at once on a stale lock: one has it', async () => {
      server.child.kill('SIGKILL');
      await server.ended;
      const folders = await Promise.all(Array.from({ length: context.short ? 2 : 4 }, () => context.temporaryFolder()));
      const results = await Promise.allSettled(folders.map((own) => startServer(context, own, ['--data', data])));
      const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      equal(running.length, 1, 'the number that run');
      for (const result of results)
        if (result.status === 'rejected')
          must(String(result.reason).includes(inUse), `one says ${String(result.reason)}`);
      const [winner] = running;
      must(winner !== undefined, 'nobody has it');
      server = winner;
      await still();
    });
    tally.note('a second process, from its start to its refusal', refused.summary());
    tally.note('open again over a stale lock', opened.summary());
    if (!context.short)
      await tally.trial('refused in a second (median)', () =>
        must(refused.median() < 1000, `it takes ${refused.summary()}`),
      );
  },
};

export const lockAttacks: readonly Attack[] = [locks];
