import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startEmbedded, temporaryFolder } from './testing/processes.ts';

const person = { first_name: 'Ada', last_name: 'Byron', email: 'ada@local.example' };

it('gives its parent, and nobody else, a token for the owner, and revokes the one before', async () => {
  const { child, next, exit } = startEmbedded(join(await temporaryFolder(), 'data'));
  const ready = await next('ready');
  expect([ready.pid, ready.owner]).toEqual([child.pid, false]);
  const status = async (token: string) =>
    (await fetch(`${ready.url}/v2/users/me`, { headers: { authorization: `Key ${token}` } })).status;

  child.send({ type: 'provision_owner', request: 1 });
  expect(await next('error')).toMatchObject({ request: 1, code: 'no_owner' });
  child.send({ type: 'nonsense' });
  child.send({ type: 'provision_owner', request: 2, person });
  const first = await next('token');
  expect([first.request, first.user_id, await status(first.token)]).toEqual([2, 'ada-byron', 200]);
  child.send({ type: 'provision_owner', request: 3 });
  const second = await next('token');
  expect([second.user_id, await status(second.token), await status(first.token)]).toEqual(['ada-byron', 200, 401]);
  child.send({ type: 'load_sample_data', request: 4 });
  expect(await next('error')).toMatchObject({ request: 4, code: 'not_empty' });
  child.send({ type: 'shut_down' });
  expect(await exit()).toBe(0);
});

it('loads sample data with progress that ends where it should, and ends when its parent goes', async () => {
  const { child, received, next, exit } = startEmbedded(join(await temporaryFolder(), 'data'));
  const ready = await next('ready');
  child.send({ type: 'load_sample_data', request: 1 });
  const { token } = await next('token');
  const progress = received.filter((message) => message.type === 'progress');
  expect(progress.length).toBeGreaterThan(10);
  expect(progress.at(-1)).toMatchObject({ step: 'Ready', done: 1295, total: 1295 });
  const done = progress.map((message) => message.done);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  const answer = await fetch(`${ready.url}/v2/users/me/organizations`, { headers: { authorization: `Key ${token}` } });
  const { organizations } = (await answer.json()) as { organizations: { members_count: number }[] };
  expect(organizations.map((one) => one.members_count).sort((a, b) => a - b)).toEqual([9, 86, 1200]);
  child.disconnect();
  expect(await exit()).toBe(0);
});

it('tells its parent when another process has the folder', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const first = startEmbedded(folder);
  const { pid } = await first.next('ready');
  const second = startEmbedded(folder);
  const failed = await second.next('failed');
  expect([failed.code, failed.message.includes(String(pid)), await second.exit()]).toEqual([
    'data_folder_in_use',
    true,
    1,
  ]);
});
