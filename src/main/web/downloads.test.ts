import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openDownloads } from './downloads.ts';

test('a file that was received is fetched once, under a name without a path', async () => {
  const downloads = await openDownloads();
  const server = createServer((request, response) => {
    const code = new URL(`http://host${request.url}`).searchParams.get('code') ?? '';
    void downloads.serve(response, code);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    downloads.close();
  });
  const target = await downloads.chooseFile('../log "1".csv');
  await target?.write(Buffer.from('a,b\r\n'));
  const { link } = (await target?.finish()) ?? {};
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${link}`;
  const answer = await fetch(address);
  expect([answer.status, await answer.text()]).toEqual([200, 'a,b\r\n']);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=".._log__1_.csv"');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(address)).status).toBe(404);
});
