import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createJsonFile } from './json-file.ts';
import { recordingLogger, temporaryFolder } from './testing/fixtures.ts';

const schema = z.object({ n: z.number() });

async function open() {
  const folder = await temporaryFolder();
  const { log, lines } = recordingLogger();
  const path = join(folder, 'deep', 'file.json');
  return { folder, path, lines, file: createJsonFile({ path, schema, initial: { n: 0 }, log }) };
}

describe('a JSON file', () => {
  test('that is not there is the initial value', async () => {
    expect(await (await open()).file.read()).toEqual({ n: 0 });
  });

  test('is written whole, in the order asked, and leaves nothing beside it', async () => {
    const { folder, path, file } = await open();
    await Promise.all(Array.from({ length: 50 }, (_, n) => file.write({ n })));
    expect(await file.read()).toEqual({ n: 49 });
    expect(await readdir(join(folder, 'deep'))).toEqual(['file.json']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ n: 49 });
  });

  test('that was being written while it was read is the old one or the new one', async () => {
    const { file } = await open();
    await file.write({ n: 1 });
    const writes = Promise.all(Array.from({ length: 30 }, (_, n) => file.write({ n: n + 2 })));
    for (let at = 0; at < 100; at++) expect((await file.read()).n).toBeGreaterThan(0);
    await writes;
  });

  test.each(['', '{"n":1', '[]', '{"n":"x"}', '\0\0\0\0'])('with %j in it is moved aside and said', async (content) => {
    const { folder, path, lines, file } = await open();
    await file.write({ n: 1 });
    await writeFile(path, content);
    expect(await file.read()).toEqual({ n: 0 });
    expect(lines.some((line) => line.includes('moved aside'))).toBe(true);
    const [aside = ''] = await readdir(join(folder, 'deep'));
    expect(aside).toContain('unreadable');
    expect(await readFile(join(folder, 'deep', aside), 'utf8')).toBe(content);
  });

  test('that cannot be written says so and keeps what it had', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'in-the-way'), '');
    const { log } = recordingLogger();
    const file = createJsonFile({ path: join(folder, 'in-the-way', 'file.json'), schema, initial: { n: 0 }, log });
    await expect(file.write({ n: 1 })).rejects.toThrow();
  });
});
