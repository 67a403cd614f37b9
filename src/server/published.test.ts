import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { onEachEngine } from './testing/on-each-engine.ts';
import { registered } from './testing/people.ts';

const run = promisify(execFile);

/**
 * The command-line examples that the platform publishes, with nothing replaced but the host, the token and the ids:
 * whoever has such a script points it here. They run in the system's own curl, against a server that listens.
 */
export interface Published {
  /** The arguments of `curl` as published, with `HOST`, `TOKEN` and `USER` where its reader puts their own. */
  readonly args: readonly string[];
  check(answer: Record<string, unknown>): void;
}

const json = ['-H', 'Authorization: Key TOKEN', '-H', 'Content-Type: application/json'];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const entry = {
  timestamp: expect.stringMatching(TIME),
  user: { id: expect.any(String), first_name: expect.any(String), last_name: expect.any(String) },
  operation: expect.any(Number),
  description: expect.any(String),
  targets: expect.any(Array),
  details: expect.any(Object),
  success: expect.any(Boolean),
  req_id: expect.any(String),
  source_ip: '127.0.0.1',
};

const auditLog: Record<string, Published> = {
  'audit log: search': {
    args: [
      ...['-X', 'POST', 'HOST/v2/users/USER/audit_log/searches', ...json],
      ...['-d', '{"query": {"user_ids": ["USER"], "operations": [800], "success": true}, "sort_ascending": true}'],
    ],
    check: ({ entries }) =>
      expect(entries).toEqual([
        expect.objectContaining({ ...entry, operation: 800, targets: [{ user: { id: expect.any(String) } }] }),
      ]),
  },
  'audit log: search by time and target, one page': {
    args: [
      ...['-X', 'POST', 'HOST/v2/users/USER/audit_log/searches', ...json],
      '-d',
      '{"query": {"timestamp_from": "2020-01-01T00:00:00Z", "timestamp_to": "2099-12-31T23:59:59Z", "targets": [{"user": {"id": "USER"}}]}, "pagination": {"page": 1, "per_page": 2}}',
    ],
    check: ({ entries }) => expect(entries).toHaveLength(2),
  },
};

const keys: Record<string, Published> = {
  'keys: create': {
    args: [
      ...['-X', 'POST', 'HOST/v2/users/me/keys', ...json],
      ...['-d', '{"keys": [{"description": "From a script", "scopes": ["*"]}]}'],
    ],
    check: (answer) =>
      expect(answer.keys).toEqual([expect.objectContaining({ description: 'From a script', scopes: ['*'] })]),
  },
  'keys: list': {
    args: ['HOST/v2/users/USER/keys?page=1&per_page=10', '-H', 'Authorization: Key TOKEN'],
    check: (answer) =>
      expect(answer.keys).toContainEqual(
        expect.objectContaining({ type: 'personal_access_token', id: expect.any(String) }),
      ),
  },
  'keys: scopes': {
    args: ['HOST/v2/users/me/myscopes', '-H', 'Authorization: Key TOKEN'],
    check: (answer) => expect(answer.scopes).toEqual(['*']),
  },
};

const published: Record<string, Published> = { ...auditLog, ...keys };

onEachEngine('a published command line', (world) => {
  let host: string;
  let who: Awaited<ReturnType<typeof registered>>;
  beforeAll(async () => {
    host = await world.app.listen({ port: 0, host: '127.0.0.1' });
    who = await registered(world);
    await world.ok('users.update', who, { params: { user_id: 'me' }, body: { user: { job_title: 'Lead' } } });
  });
  const own = (text: string) => text.replaceAll('HOST', host).replaceAll('TOKEN', who.token).replaceAll('USER', who.id);

  it.each(Object.keys(published))('works as it stands: %s', async (name) => {
    const example = published[name];
    if (example === undefined) throw new Error(`${name} is no example`);
    const { stdout } = await run('curl', ['--silent', '--show-error', ...example.args.map(own)]);
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(answer.status).toEqual({ code: 10000, description: 'Ok', req_id: expect.any(String) });
    example.check(answer);
  });

  it('tells a script what is wrong with its token', async () => {
    const args = [`${host}/v2/users/me/keys`, '-H', 'Authorization: Key nonsense'];
    const { stdout } = await run('curl', ['--silent', '--write-out', ' %{http_code}', ...args]);
    expect(stdout).toMatch(/"code":11008.* 401$/);
  });
});
