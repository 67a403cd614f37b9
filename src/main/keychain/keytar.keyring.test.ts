import { spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../lib/testing/fixtures.ts';

const NEEDED = ['dbus-run-session', 'gnome-keyring-daemon', 'gdbus', 'secret-tool'];
const isInstalled = NEEDED.every((program) => spawnSync('which', [program]).status === 0);
const here = import.meta.dirname;

interface Session {
  /** `unlocked`: a keyring that is open; `locked`: one that is not; `none`: no service; `no-bus`: not even D-Bus. */
  readonly keyring: 'unlocked' | 'locked' | 'none' | 'no-bus';
  readonly home: string;
}

/** Runs testing/keyring-session.ts in a D-Bus session and a home of its own, and answers what it printed. */
async function inSession<T>({ keyring, home }: Session, steps: string, schema: z.ZodType<T>): Promise<T> {
  const run = join(home, 'run');
  await mkdir(run, { recursive: true, mode: 0o700 });
  const node = [process.execPath, join(here, 'testing', 'keyring-session.ts'), steps];
  const daemon =
    keyring === 'unlocked'
      ? 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;'
      : keyring === 'locked'
        ? 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1;'
        : '';
  const command =
    keyring === 'no-bus'
      ? node
      : ['dbus-run-session', ...services(keyring), '--', 'bash', '-c', `${daemon} "$@"`, 'run', ...node];
  const env = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: run, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' };
  const child = spawn(command[0] ?? '', command.slice(1), { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return schema.parse(JSON.parse(text));
}

/** A bus that can start no services: the machine without any keyring. */
const services = (keyring: Session['keyring']) =>
  keyring === 'none' ? ['--config-file', join(here, 'testing', 'bus-without-services.conf')] : [];

const step = z.object({ value: z.unknown().optional(), kind: z.string().optional() });

describe.skipIf(!isInstalled)('keytar with a real Secret Service', () => {
  test('keeps, reads and deletes, where secret-tool sees it under Steward', async () => {
    const home = await temporaryFolder();
    const script = 'status set:token:a=s3cret get:token:a tool:token:a delete:token:a get:token:a tool:token:a';
    const seen = await inSession({ keyring: 'unlocked', home }, script, z.array(step));
    expect(seen).toEqual([
      { value: 'ready' },
      { value: 'kept' },
      { value: 's3cret' },
      { value: 's3cret' },
      { value: 'deleted' },
      { value: null },
      { value: '' },
    ]);
  });

  test('tells a locked keyring from an absent secret, signs nobody out, and goes on when it is open again', async () => {
    const home = await temporaryFolder();
    const script = 'set:token:a=s3cret lock status get:token:a get:token:b set:token:a=x delete:token:a raw:token:a';
    const seen = await inSession({ keyring: 'unlocked', home }, script, z.array(step));
    expect(seen.slice(2)).toEqual([
      { value: 'locked' },
      { kind: 'locked' },
      { kind: 'locked' },
      { kind: 'locked' },
      { kind: 'locked' },
      // What keytar itself says of a secret that is there: the trap that this store is for.
      { value: null },
    ]);
    expect(await inSession({ keyring: 'unlocked', home }, 'get:token:a', z.array(step))).toEqual([{ value: 's3cret' }]);
  });

  test('says locked for a keyring that was never opened in this session, and does not hang when asked to', async () => {
    const home = await temporaryFolder();
    await inSession({ keyring: 'unlocked', home }, 'set:token:a=s3cret', z.array(step));
    const seen = await inSession({ keyring: 'locked', home }, 'status get:token:a unlock', z.array(step));
    // Nobody is there to type the password: the service dismisses its own dialog.
    expect(seen).toEqual([{ value: 'locked' }, { kind: 'locked' }, { value: 'locked' }]);
  });

  test('says absent without a service and without a bus', async () => {
    const home = await temporaryFolder();
    for (const keyring of ['none', 'no-bus'] as const)
      expect(await inSession({ keyring, home }, 'status get:token:a set:token:a=x', z.array(step)), keyring).toEqual([
        { value: 'absent' },
        { kind: 'absent' },
        { kind: 'absent' },
      ]);
  });

  test('takes what another program has put there, and what it has removed', async () => {
    const home = await temporaryFolder();
    const script = 'set:token:a=s3cret alter:token:a=other get:token:a delete:token:a get:token:a';
    const seen = await inSession({ keyring: 'unlocked', home }, script, z.array(step));
    expect(seen.slice(2)).toEqual([{ value: 'other' }, { value: 'deleted' }, { value: null }]);
  });

  test('says so when its process is killed while it is asked, and the next call works', async () => {
    const home = await temporaryFolder();
    const script = 'set:token:a=s3cret interrupted:token:a get:token:a';
    const seen = await inSession({ keyring: 'unlocked', home }, script, z.array(step));
    // The answer may have come before: then it is the right one.
    expect([{ kind: 'refused' }, { value: 's3cret' }]).toContainEqual(seen[1]);
    expect(seen[2]).toEqual({ value: 's3cret' });
  });

  test('is locked or absent after its service has been replaced, and nobody is signed out', async () => {
    const home = await temporaryFolder();
    const script = 'set:token:a=s3cret stop status get:token:a set:token:a=x';
    const seen = await inSession({ keyring: 'unlocked', home }, script, z.array(step));
    const [, , { value: status } = {}, ...calls] = seen;
    // The bus starts the service again, which then asks for its password first.
    expect(['locked', 'absent']).toContain(status);
    expect(calls).toEqual([{ kind: status }, { kind: status }]);
    expect(await inSession({ keyring: 'unlocked', home }, 'get:token:a', z.array(step))).toEqual([{ value: 's3cret' }]);
  });

  test('survives the death of its process', async () => {
    const home = await temporaryFolder();
    const seen = await inSession({ keyring: 'unlocked', home }, 'set:token:a=s3cret kill get:token:a', z.array(step));
    expect(seen.at(-1)).toEqual({ value: 's3cret' });
  });
});
