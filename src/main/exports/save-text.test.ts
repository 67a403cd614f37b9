import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failure } from '../lib/failure.ts';
import { temporaryFolder } from '../lib/testing/fixtures.ts';
import { fileTarget } from './file-target.ts';
import { saveText } from './save-text.ts';

const receipt = { text: 'Ärzte, 医者\r\n', suggested_name: 'receipt.csv' };

describe('a text of the window', () => {
  test('is in the file that was chosen, in UTF-8', async () => {
    const folder = await temporaryFolder();
    const saved = await saveText(async (name) => fileTarget(join(folder, name)), receipt);
    expect(saved).toEqual({ saved: true, path: join(folder, 'receipt.csv') });
    expect(readFileSync(join(folder, 'receipt.csv'), 'utf8')).toBe(receipt.text);
  });

  test('is nowhere where the person changed their mind, or the disk is full', async () => {
    const folder = await temporaryFolder();
    expect(await saveText(async () => null, receipt)).toEqual({ saved: false });
    const full = async (name: string) => ({
      ...(await fileTarget(join(folder, name))),
      write: async () => Promise.reject(failure('refused', 'The disk is full.')),
    });
    await expect(saveText(full, receipt)).rejects.toMatchObject({ error: { message: 'The disk is full.' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
