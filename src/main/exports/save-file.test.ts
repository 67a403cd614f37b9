import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { routes } from '../../contract/api/index.ts';
import type { ApiClient } from '../api-client/api-client.ts';
import { createHttp } from '../api-client/http.ts';
import { parseInput } from '../api-client/input.ts';
import { Failure } from '../lib/failure.ts';
import { answerWith, startBackend } from '../lib/testing/backend.ts';
import { PATIENT, temporaryFolder } from '../lib/testing/fixtures.ts';
import { fileTarget } from './file-target.ts';
import { saveFile } from './save-file.ts';

const PATH = '/v2/users/acme/audit_log/exports';
const call = {
  account_id: 'a',
  route: 'audit.export',
  input: { params: { user_id: 'acme' }, body: { format: 'csv' } },
  suggested_name: 'log.csv',
};

async function setUp(limits = PATIENT) {
  const backend = await startBackend();
  const folder = await temporaryFolder();
  const http = createHttp({ version: '1.0.0', limits });
  const api: Pick<ApiClient, 'download'> = {
    download: async ({ input }) => {
      const route = routes['audit.export'];
      return (await http.download({ origin: backend.url, token: 'the-secret', route, input: parseInput(route, input) }))
        .chunks;
    },
  };
  const save = (chooseFile = async (name: string) => fileTarget(join(folder, name))) =>
    saveFile({ api, chooseFile }, call as never);
  const refusal = async () => {
    const error = await save().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Failure)) throw new Error(`no failure: ${String(error)}`);
    return error.error;
  };
  return { backend, folder, save, refusal };
}

describe('a download', () => {
  test('is streamed to the file that was chosen, and appears whole', async () => {
    const { backend, folder, save } = await setUp();
    const part = Buffer.alloc(300_000, 'x');
    backend.on(`POST ${PATH}`, (response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      for (let index = 0; index < 20; index++) response.write(part);
      response.end('end');
    });
    expect(await save()).toEqual({ saved: true, path: join(folder, 'log.csv') });
    expect(readFileSync(join(folder, 'log.csv')).length).toBe(20 * part.length + 3);
    expect(readdirSync(folder)).toEqual(['log.csv']);
    expect(backend.received[0]?.headers.authorization).toBe('Key the-secret');
    expect(backend.received[0]?.body).toBe('{"query":{},"format":"csv"}');
  });

  test('asks nobody for anything where the person changed their mind', async () => {
    const { backend, save } = await setUp();
    expect(await save(async () => null as never)).toEqual({ saved: false });
    expect(backend.received).toEqual([]);
  });

  test('that is refused, redirected or cut off is a failure and leaves no file', async () => {
    const { backend, folder, refusal } = await setUp();
    backend.on(`POST ${PATH}`, (response) => answerWith(response, 'forbidden'));
    expect((await refusal()).name).toBe('forbidden');
    backend.on(`POST ${PATH}`, (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    expect((await refusal()).name).toBe('bad_answer');
    backend.on(`POST ${PATH}`, (response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write('half', () => response.destroy());
    });
    expect((await refusal()).name).toBe('offline');
    await backend.stop();
    expect((await refusal()).name).toBe('offline');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is stuck is given up, and leaves no file', async () => {
    const { backend, folder, refusal } = await setUp({ ...PATIENT, idleMs: 300 });
    backend.on(`POST ${PATH}`, (response) => void response.writeHead(200).write('half'));
    expect((await refusal()).name).toBe('timeout');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to a place that cannot be written says so', async () => {
    const { folder, backend } = await setUp();
    await mkdir(join(folder, 'taken.partial'));
    for (const place of [join(folder, 'taken'), join(folder, 'none', 'log.csv')])
      await expect(fileTarget(place)).rejects.toThrow('The file could not be written');
    expect(backend.received).toEqual([]);
  });
});
