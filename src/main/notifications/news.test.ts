import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTICE_KINDS, type NoticeKind } from '../../contract/ipc.ts';
import { newsOf, type Told } from './news.ts';
import type { Matter, Pending } from './pending.ts';

const all = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, true])) as Record<NoticeKind, boolean>;

const matter = (id: string, kind: NoticeKind = 'invitations'): Matter => ({
  id,
  kind,
  title: id,
  body: '',
  path: '/invitations',
});
const pendingOf = (matters: readonly Matter[], account_id = 'a'): Pending => ({
  account_id,
  label: 'A',
  matters,
  organizations: [],
});
const ids = (matters: readonly { id: string }[]) => matters.map(({ id }) => id);

describe('news', () => {
  test('are what was not there before; the first look tells nothing', () => {
    const first = newsOf({}, pendingOf([matter('one')]), all);
    expect(first.notices).toEqual([]);
    const second = newsOf(first.told, pendingOf([matter('one'), matter('two')]), all);
    expect(second.notices).toMatchObject([{ id: 'two', account_id: 'a' }]);
    expect(newsOf(second.told, pendingOf([matter('one'), matter('two')]), all).notices).toEqual([]);
  });

  test('come back when what was answered comes again', () => {
    const gone = newsOf({ a: ['one'] }, pendingOf([]), all);
    expect(newsOf(gone.told, pendingOf([matter('one')]), all).notices).toHaveLength(1);
  });

  test('are silent per kind, and stay silent for what came meanwhile', () => {
    const matters = [matter('i'), matter('t', 'security'), matter('b', 'billing')];
    const silent = newsOf({ a: [] }, pendingOf(matters), { ...all, security: false });
    expect(ids(silent.notices)).toEqual(['i', 'b']);
    expect(newsOf(silent.told, pendingOf(matters), all).notices).toEqual([]);
  });

  test('of one kind are one notification when there are many', () => {
    const many = Array.from({ length: 20 }, (_, n) => matter(`i${n}`));
    const { notices } = newsOf({ a: [] }, pendingOf([...many, matter('t', 'security')]), all);
    expect(notices.map(({ title }) => title)).toEqual(['20 notifications about invitations', 't']);
  });

  test('of every history: each matter that stays is told at most once, and no other account’s is forgotten', () => {
    const kind = fc.constantFrom(...NOTICE_KINDS);
    const look = fc.record({
      account: fc.constantFrom('a', 'b'),
      matters: fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3', '4'), kind }), {
        selector: ({ id }) => id,
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 12 }), (looks) => {
        let told: Told = {};
        const last = new Map<string, string[]>();
        for (const { account, matters } of looks) {
          const seen = pendingOf(
            matters.map(({ id, kind: of }) => matter(id, of)),
            account,
          );
          const news = newsOf(told, seen, all);
          const before = last.get(account);
          const expected = before === undefined ? [] : ids(seen.matters).filter((id) => !before.includes(id));
          expect(ids(news.notices).sort()).toEqual(expected.sort());
          last.set(account, ids(seen.matters));
          told = news.told;
          for (const [id, known] of last) expect([...(told[id] ?? [])].sort()).toEqual([...known].sort());
        }
      }),
    );
  });
});
