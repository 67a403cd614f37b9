import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChildMessage, ParentMessage } from '../contract/child.ts';
import { serveParent } from './child.ts';
import { serveHere, startEmbedded, temporaryFolder } from './testing/processes.ts';
import type { OwnerToken } from './workspace.ts';

const person = { first_name: 'Ada', last_name: 'Byron', email: 'ada@local.example' };

it('gives its parent a token, refuses a second process its folder, and ends when asked or left alone', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const { child, next, exit } = startEmbedded(folder);
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
  const later = await next('token');
  expect([later.user_id, await status(later.token), await status(first.token)]).toEqual(['ada-byron', 200, 401]);
  child.send({ type: 'load_sample_data', request: 4 });
  expect(await next('error')).toMatchObject({ request: 4, code: 'not_empty' });
  const second = startEmbedded(folder);
  const failed = await second.next('failed');
  expect([failed.code, failed.message.includes(String(ready.pid)), await second.exit()]).toEqual([
    'data_folder_in_use',
    true,
    1,
  ]);
  child.send({ type: 'shut_down' });
  expect(await exit()).toBe(0);

  const again = startEmbedded(folder);
  expect(await again.next('ready')).toMatchObject({ owner: true });
  again.child.disconnect();
  expect(await again.exit()).toBe(0);
});

it('loads sample data with progress that ends where it should', async () => {
  const server = await serveHere('--data', join(await temporaryFolder(), 'data'));
  const received: ChildMessage[] = [];
  let send: (message: ParentMessage) => void = () => undefined;
  const answered = new Promise<OwnerToken>((resolve, reject) => {
    const post = (message: ChildMessage) => {
      received.push(message);
      if (message.type === 'token') resolve(message);
      if (message.type === 'error') reject(new Error(message.message));
    };
    const listen = (onMessage: (message: unknown) => void) => {
      send = onMessage;
    };
    serveParent({ post, listen }, server, () => undefined);
  });
  send({ type: 'load_sample_data', request: 1 });
  const { token } = await answered;
  const progress = received.filter((message) => message.type === 'progress');
  expect(progress.length).toBeGreaterThan(10);
  expect(progress.at(-1)).toMatchObject({ step: 'Ready', done: 1295, total: 1295 });
  const done = progress.map((message) => message.done);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  const url = `${server.url}/v2/users/me/organizations`;
  const answer = await fetch(url, { headers: { authorization: `Key ${token}` } });
  const { organizations } = (await answer.json()) as { organizations: { members_count: number }[] };
  expect(organizations.map((one) => one.members_count).sort((a, b) => a - b)).toEqual([9, 86, 1200]);
  await server.close();
});
