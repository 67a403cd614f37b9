import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RouteName, routes } from '../../contract/api/index.ts';
import { scoreOf, wordsOf } from '../../contract/name-match.ts';
import type { AccountRecord } from '../accounts/account-file.ts';
import { parseInput } from '../api-client/input.ts';
import { failure } from '../lib/failure.ts';
import { silentLogger } from '../lib/logger.ts';
import { createMemoryCache } from '../offline-cache/memory-cache.ts';
import { bestNames } from './best-names.ts';
import { createNames } from './names.ts';
import { readNames } from './read-names.ts';

const account = (id: string) => ({ id, person: { id: 'ada' } }) as AccountRecord;
const person = (id: string, first_name: string, last_name: string) => ({
  user: { id, first_name, last_name, primary_email: `${id}@example.com` },
});

function setUp({ locked = false } = {}) {
  const memory = createMemoryCache();
  const names = createNames({
    cache: memory,
    log: silentLogger,
    record: account,
    mustBeReadable: async () => {
      if (locked) throw failure('keychain_locked', 'The keychain is locked.');
    },
  });
  /** Keeps an answer as the API client does, page by page. */
  const keep = (route: RouteName, params: Record<string, string>, pages: readonly object[], accountId = 'a') => {
    for (const [index, data] of pages.entries()) {
      const cursor = index === 0 ? {} : { cursor: `c${index}` };
      const query = { per_page: index === 0 ? 200 : 1000, ...cursor };
      const more = index + 1 < pages.length ? { next_cursor: `c${index + 1}` } : {};
      const key = { accountId, route, input: parseInput(routes[route], { params, query }) };
      names.followed.put(key, { data: { ...data, ...more }, as_of: 1 });
    }
  };
  const search = async (
    text: string,
    { recent = [] as string[], accountId = 'a', organizationId = null as string | null } = {},
  ) => {
    const query = { text, recent, organizationId, limit: 10 };
    let answer = await names.search(accountId, query);
    while (!answer.complete) {
      await new Promise((resolve) => setImmediate(resolve));
      answer = await names.search(accountId, query);
    }
    return answer;
  };
  keep('organizations.list', { user_id: 'me' }, [
    { organizations: [{ id: 'rad', name: 'Radiology' }] },
    { organizations: [{ id: 'har', name: 'Harbor' }] },
  ]);
  keep('members.list', { org_id: 'rad' }, [
    { members: [person('ada', 'Ada', 'Byron')] },
    { members: [person('zoe', 'Zoë', 'Ångström')] },
  ]);
  keep('members.list', { org_id: 'har' }, [{ members: [person('ada', 'Ada', 'Byron')] }]);
  keep('teams.list', { org_id: 'har' }, [{ teams: [{ id: 'night', name: 'Night shift' }] }]);
  keep('apps.list', { user_id: 'rad' }, [{ apps: [{ id: 'chest', name: 'Chest X-ray' }] }]);
  keep('apps.list', { user_id: 'ada' }, [{ apps: [{ id: 'toys', name: 'Toys' }] }]);
  return { names, keep, search };
}

test('finds members, teams and apps of every organization that is kept, over all pages', async () => {
  const { search } = setUp();
  const found = async (text: string) => (await search(text)).names.map(({ key }) => key);
  expect(await found('angstrom zoe')).toEqual(['member/rad/zoe']);
  expect(await found('shift')).toEqual(['team/har/night']);
  expect(await found('x-ray')).toEqual(['app/rad/chest']);
  expect(await found('toys')).toEqual(['app/ada/toys']);
  expect(await found('nobody')).toEqual([]);
  const { names, known } = await search('toys');
  expect(known).toBe(6);
  expect(names[0]?.organization).toBeNull();
});

test('among equals the organization that is open comes first, and what was chosen before comes before that', async () => {
  const { search } = setUp();
  const first = async (options: Parameters<typeof search>[1]) => (await search('ada', options)).names[0]?.key;
  expect(await first({ organizationId: 'har' })).toBe('member/har/ada');
  expect(await first({ organizationId: 'rad' })).toBe('member/rad/ada');
  expect(await first({ organizationId: 'rad', recent: ['member/har/ada'] })).toBe('member/har/ada');
  const recent = ['team/har/night', 'member/gone/x'];
  expect((await search('', { recent })).names.map(({ key }) => key)).toEqual(['team/har/night']);
  expect((await search('')).names).toEqual([]);
});

test('follows what is kept anew, and what is gone', async () => {
  const { search, keep } = setUp();
  await search('ada');
  keep('teams.list', { org_id: 'har' }, [{ teams: [{ id: 'day', name: 'Day shift' }] }]);
  expect((await search('shift')).names.map(({ id }) => id)).toEqual(['day']);
  // What a search found is no whole list, and changes nothing.
  keep('organizations.list', { user_id: 'me' }, [{ organizations: [{ id: 'rad', name: 'Radiology' }] }]);
  expect((await search('shift')).names).toEqual([]);
  expect((await search('ada')).names.map(({ key }) => key)).toEqual(['member/rad/ada']);
});

test('nothing stays of an account that is wiped, of a cache that is cleared, or once secrets are forgotten', async () => {
  const { names, search } = setUp();
  expect((await search('ada')).found).toBe(2);
  expect((await search('ada', { accountId: 'b' })).found).toBe(0);
  names.forgetAll();
  expect((await search('ada')).found).toBe(2);
  await names.followed.wipe('a');
  expect((await search('ada')).known).toBe(0);
  const other = setUp();
  await other.search('ada');
  await other.names.followed.clear();
  expect((await other.search('ada')).known).toBe(0);
});

test('answers nothing while the keychain is locked', async () => {
  const { search } = setUp({ locked: true });
  await expect(search('ada')).rejects.toMatchObject({ error: { name: 'keychain_locked' } });
});

test('what an older version kept in another shape is passed over', async () => {
  const { search, keep } = setUp();
  keep('teams.list', { org_id: 'rad' }, [{ groups: [] }]);
  expect((await search('byron')).found).toBe(2);
});

test('the best few are those that sorting everything would give', async () => {
  const cache = createMemoryCache();
  const list = { kind: 'app', owner: 'o', organization: { id: 'o', name: 'O' } } as const;
  const letters = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'b', ' ', 'é', '-') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(letters, { maxLength: 40 }),
      letters,
      fc.integer({ min: 1, max: 6 }),
      async (all, text, limit) => {
        const accountId = JSON.stringify(all);
        const key = {
          accountId,
          route: 'apps.list',
          input: parseInput(routes['apps.list'], { params: { user_id: 'o' }, query: { per_page: 200 } }),
        };
        cache.put(key, { data: { apps: all.map((name, index) => ({ id: String(index), name })) }, as_of: 1 });
        const names = await readNames({ cache, accountId }, list);
        const words = wordsOf(text);
        fc.pre(words.length > 0);
        const answering = names.map((name) => ({ name, score: scoreOf(name, words) })).filter(({ score }) => score > 0);
        const best = bestNames([names], { text, organizationId: null, recent: [], limit });
        expect(best.found).toBe(answering.length);
        const scores = answering.map(({ score }) => score).toSorted((one, other) => other - one);
        expect(best.names.map(({ score }) => score)).toEqual(scores.slice(0, limit));
      },
    ),
  );
});
