import type { FoundName, FoundNames, MethodInput } from '../../contract/ipc.ts';
import { scoreOf, searchable, wordsOf } from '../../contract/name-match.ts';
import type { FakeData } from './fake-routes.ts';

/** What main finds among the names that it keeps: here, the members, teams and apps of the first organization. */
export function findNames(data: FakeData, input: MethodInput<'names.search'>): FoundNames {
  const [first] = data.organizations;
  if (first === undefined) return { names: [], found: 0, known: 0, complete: true };
  const organization = { id: first.id, name: first.name };
  const all: Omit<FoundName, 'score' | 'key' | 'organization'>[] = [
    ...data.members.map(({ user }) => ({
      kind: 'member' as const,
      id: user.id,
      name: `${user.first_name} ${user.last_name}`,
      detail: user.primary_email,
    })),
    ...data.teams.map(({ id, name }) => ({ kind: 'team' as const, id, name, detail: id })),
    ...data.apps
      .filter(({ user_id }) => user_id === first.id)
      .map(({ id, name }) => ({ kind: 'app' as const, id, name, detail: id })),
  ];
  const words = wordsOf(input.text);
  const names = all
    .map((one) => ({ ...one, key: `${one.kind}/${first.id}/${one.id}`, organization }))
    .filter(({ key }) => words.length > 0 || input.recent.includes(key))
    .map((one) => ({ ...one, score: scoreOf(searchable(one.name, one.detail, one.id), words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score);
  return { names: names.slice(0, input.limit), found: names.length, known: all.length, complete: true };
}
