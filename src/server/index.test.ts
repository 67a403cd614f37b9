import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArgumentError, readArguments } from './arguments.ts';
import { startCli, temporaryFolder, whenReady } from './testing/processes.ts';

const register = (url: string, id: string) =>
  fetch(`${url}/v2/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user: { id, first_name: 'A', primary_email: `${id}@cli.example` },
      password: 'long enough',
    }),
  });

describe('the command line', () => {
  it('writes the ready file, serves, refuses a second server on its folder, and stops cleanly', async () => {
    const folder = await temporaryFolder();
    const [data, ready] = [join(folder, 'data'), join(folder, 'ready.json')];
    const first = startCli('--port', '0', '--data', data, '--ready-file', ready);
    const { url, pid } = await whenReady(first, ready);
    expect(pid).toBe(first.child.pid);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await register(url, 'kept')).status).toBe(200);
    const second = startCli('--port', '0', '--data', data);
    expect((await second.exit()).code).toBe(1);
    expect(second.stderr()).toContain(`in use by process ${pid}`);
    first.child.kill('SIGTERM');
    expect(await first.exit()).toEqual({ code: 0, signal: null });
    expect(existsSync(join(data, 'steward.lock'))).toBe(false);
  });

  it('keeps what it acknowledged when it is killed, and opens the folder again', async () => {
    const folder = await temporaryFolder();
    const start = (ready: string) => startCli('--port', '0', '--data', join(folder, 'data'), '--ready-file', ready);
    const first = start(join(folder, 'first.json'));
    const { url } = await whenReady(first, join(folder, 'first.json'));
    for (const id of ['one', 'two', 'three']) expect((await register(url, id)).status).toBe(200);
    first.child.kill('SIGKILL');
    expect((await first.exit()).signal).toBe('SIGKILL');
    expect(existsSync(join(folder, 'data', 'steward.lock'))).toBe(true);
    const second = start(join(folder, 'second.json'));
    const again = await whenReady(second, join(folder, 'second.json'));
    for (const id of ['one', 'two', 'three']) expect((await register(again.url, id)).status).toBe(409);
    expect((await register(again.url, 'four')).status).toBe(200);
  });

  it.each([
    [['--surprise'], '--surprise'],
    [['--port', '70000'], '--port'],
    [['--port', 'x'], '--port'],
    [['--registration', 'closed'], '--registration'],
    [['--database', 'mysql://x'], '--database'],
    [['--data', 'a', '--database', 'postgres://x'], '--data and --database'],
    [['positional'], 'positional'],
  ])('refuses %j and says why', (args, word) => {
    expect(() => readArguments(args)).toThrow(ArgumentError);
    expect(() => readArguments(args)).toThrow(word);
  });

  it.each([
    [['--surprise'], 2, 'Usage: npm run server'],
    [['verify-audit', '--data', 'nowhere'], 2, 'There is no data in nowhere'],
    [['set-plan', 'acme', 'enterprise', '--data', 'nowhere'], 1, 'There is no data folder nowhere'],
    [['check-billing', '--data', 'a', '--database', 'b'], 2, '--data and --database exclude'],
    [['backup'], 2, 'expected: FILE'],
  ])('ends %j with the exit code of its command: %i', async (args, code, text) => {
    const { exit, stdout, stderr } = startCli(...args);
    expect((await exit()).code).toBe(code);
    expect(stdout() + stderr()).toContain(text);
  });

  it('says in one sentence why it cannot start', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const { exit, stderr } = startCli('--port', '0', '--data', join(folder, 'file', 'below'));
    expect((await exit()).code).toBe(1);
    expect(stderr()).toContain('The server could not start');
    const none = startCli('--port', '0', '--database', 'postgres://nobody@127.0.0.1:1/none');
    expect((await none.exit()).code).toBe(1);
  });
});
