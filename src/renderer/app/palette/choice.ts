import type { LucideIcon } from 'lucide-react';
import { type Searchable, scoreOf } from '../../../contract/name-match.ts';

export const CHOICE_GROUPS = ['Recent', 'Actions', 'Pages', 'Organizations', 'Members', 'Teams', 'Apps'] as const;
export type ChoiceGroup = (typeof CHOICE_GROUPS)[number];

/** Something that the palette can do, or lead to. */
export interface Choice {
  /** The same thing has the same key, also over a restart: recent choices are kept by it. */
  readonly key: string;
  readonly group: Exclude<ChoiceGroup, 'Recent'>;
  readonly label: string;
  /** Where it is, or what tells it from others of its name. */
  readonly detail?: string | undefined;
  readonly icon: LucideIcon | { readonly avatar: 'person' | 'organization'; readonly id: string };
  readonly keys?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly reason?: string | undefined;
  readonly run: () => void;
}

/** One that is looked for here; names come from main with their score. */
export interface OwnChoice extends Choice {
  readonly search: Searchable;
  /** Only shown where it is looked for with several words: pages of other organizations. */
  readonly specific?: boolean;
}

export interface RankedChoice {
  readonly choice: Choice;
  readonly score: number;
}

export interface ShownGroup {
  readonly group: ChoiceGroup;
  readonly choices: readonly Choice[];
}

const RECENT = 2;
/** More of a kind than anybody reads: who wants another types another letter. */
const MOST: Readonly<Record<ChoiceGroup, number>> = {
  Recent: 6,
  Actions: 6,
  Pages: 6,
  Organizations: 6,
  Members: 8,
  Teams: 5,
  Apps: 5,
};
/** Before anything is typed, every action and page is there to be read. */
const MOST_UNTYPED: Readonly<Record<ChoiceGroup, number>> = { ...MOST, Actions: 40, Pages: 40, Organizations: 10 };

/** The window's own choices that answer to what was typed, each with how well. */
export function rankOwn(
  choices: readonly OwnChoice[],
  words: readonly string[],
  recent: readonly string[],
): RankedChoice[] {
  const places = new Map(recent.map((key, place) => [key, RECENT - place / 1000]));
  return choices.flatMap((choice) => {
    if (choice.specific === true && words.length < 2 && !places.has(choice.key)) return [];
    const matched = scoreOf(choice.search, words);
    if (matched === 0) return [];
    // What cannot be done is there to be read, after what can.
    return [{ choice, score: matched + (places.get(choice.key) ?? 0) - (choice.reason === undefined ? 0 : 0.5) }];
  });
}

const byScore = (one: RankedChoice, other: RankedChoice): number => other.score - one.score;

/** Recent choices first; then every kind in its usual order, in the order in which its choices were given. */
function arrangeUntyped(ranked: readonly RankedChoice[], recent: readonly string[]): ShownGroup[] {
  const byKey = new Map(ranked.map(({ choice }) => [choice.key, choice]));
  const latest = recent.flatMap((key) => byKey.get(key) ?? []).slice(0, MOST_UNTYPED.Recent);
  const others = ranked.filter(({ choice }) => !latest.includes(choice)).map(({ choice }) => choice);
  return CHOICE_GROUPS.map((group) => ({
    group,
    choices: group === 'Recent' ? latest : others.filter((one) => one.group === group).slice(0, MOST_UNTYPED[group]),
  })).filter(({ choices }) => choices.length > 0);
}

/** The best of each kind, the kind with the best of all first. */
function arrangeTyped(ranked: readonly RankedChoice[]): ShownGroup[] {
  const sorted = ranked.toSorted(byScore);
  const groups = new Map<ChoiceGroup, Choice[]>();
  for (const { choice } of sorted) {
    const own = groups.get(choice.group) ?? [];
    if (own.length < MOST[choice.group]) own.push(choice);
    groups.set(choice.group, own);
  }
  return [...groups].map(([group, choices]) => ({ group, choices }));
}

/** What the palette shows, in groups. */
export const arrange = (
  ranked: readonly RankedChoice[],
  words: readonly string[],
  recent: readonly string[],
): ShownGroup[] => (words.length === 0 ? arrangeUntyped(ranked, recent) : arrangeTyped(ranked));
