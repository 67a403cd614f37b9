import { type FoundName, NAME_KINDS, type NameKind } from '../../contract/ipc.ts';
import { scoreOf, wordsOf } from '../../contract/name-match.ts';
import type { Name } from './read-names.ts';

export interface NameQuery {
  readonly text: string;
  readonly organizationId: string | null;
  /** Keys, the latest first. */
  readonly recent: readonly string[];
  /** The most of each kind. */
  readonly limit: number;
}

/** Chosen before counts as much as a word at the very beginning; being at home here decides among equals. */
const RECENT = 2;
const HERE = 0.25;

interface Ranked {
  readonly name: Name;
  readonly score: number;
}

const isBefore = (one: Ranked, other: Ranked): boolean =>
  one.score === other.score ? one.name.text < other.name.text : one.score > other.score;

/** Keeps the best few in order: most of many names are worse than the last of them and cost one comparison. */
function keepBest(best: Ranked[], candidate: Ranked, limit: number): void {
  const last = best.at(-1);
  if (best.length === limit && last !== undefined && !isBefore(candidate, last)) return;
  let at = best.length;
  while (at > 0 && isBefore(candidate, best[at - 1] as Ranked)) at -= 1;
  best.splice(at, 0, candidate);
  if (best.length > limit) best.pop();
}

const present = ({ name, score }: Ranked): FoundName => {
  const { key, kind, id, name: words, detail, organization } = name;
  return { key, kind, id, name: words, detail, organization, score };
};

/** The names that answer best, of each kind the best few, and how many answer at all. Without text, the recent ones. */
export function bestNames(lists: Iterable<readonly Name[]>, query: NameQuery): { names: FoundName[]; found: number } {
  const words = wordsOf(query.text);
  const recent = new Map(query.recent.map((key, place) => [key, RECENT - place / 1000]));
  const best: Record<NameKind, Ranked[]> = { member: [], team: [], app: [] };
  let found = 0;
  for (const list of lists)
    for (const name of list) {
      const chosen = recent.get(name.key);
      if (words.length === 0 && chosen === undefined) continue;
      const matched = scoreOf(name, words);
      if (matched === 0) continue;
      found += 1;
      const here = name.organization?.id === query.organizationId ? HERE : 0;
      keepBest(best[name.kind], { name, score: matched + (chosen ?? 0) + here }, query.limit);
    }
  return { names: NAME_KINDS.flatMap((kind) => best[kind].map(present)), found };
}
