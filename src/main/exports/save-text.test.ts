import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../lib/failure.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { fileTarget } from './file-target.ts';
import { saveText } from './save-text.ts';

const call = { suggested_name: 'costs.csv', text: 'Größe,=A1\r\n' };

test('a text goes where the person says, in UTF-8', async () => {
  const folder = await temporaryFolder();
  const chooseFile = async (name: string) => fileTarget(join(folder, name));
  expect(await saveText({ chooseFile }, call)).toEqual({ saved: true, path: join(folder, 'costs.csv') });
  expect(readFileSync(join(folder, 'costs.csv'), 'utf8')).toBe(call.text);
});

test('where the person changed their mind or the disk refuses, no file is left', async () => {
  const folder = await temporaryFolder();
  expect(await saveText({ chooseFile: async () => null }, call)).toEqual({ saved: false });
  const full = async (name: string) => ({
    ...(await fileTarget(join(folder, name))),
    finish: () => Promise.reject(failure('refused', 'The disk is full.')),
  });
  await expect(saveText({ chooseFile: full }, call)).rejects.toThrow('The disk is full.');
  expect(readdirSync(folder)).toEqual([]);
});
