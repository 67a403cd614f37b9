import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordingLogger } from '../lib/testing/fixtures.ts';
import { openDrafts } from './drafts.ts';

const { log } = recordingLogger();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-drafts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps what was begun over a restart, by account and key, until it is forgotten', async () => {
  const drafts = await openDrafts(folder, log);
  expect(drafts.get('one', 'review')).toBeNull();
  await drafts.put('one', 'review', { kept: ['ada'] });
  await drafts.put('one', 'other', 1);
  await drafts.put('two', 'review', { kept: [] });
  await drafts.put('one', 'review', { kept: ['ada', 'alan'] });
  const again = await openDrafts(folder, log);
  expect(again.get('one', 'review')).toEqual({ kept: ['ada', 'alan'] });
  await again.put('one', 'review', null);
  await again.forget('two');
  const last = await openDrafts(folder, log);
  expect([last.get('one', 'review'), last.get('one', 'other'), last.get('two', 'review')]).toEqual([null, 1, null]);
});
