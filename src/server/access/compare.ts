import { type ActionSet, HI, LO } from './action-set.ts';
import type { AppFacts } from './facts.ts';
import { actorIn, type Indexed, type TeamFacts } from './organization-facts.ts';
import { addGeneral, addPersonal, closes, type View, viewOf, type Words } from './view.ts';

/** Where the access of some people, the same for all of them, differs between two states. */
export interface Difference {
  readonly users: readonly string[];
  /** The apps, without those in `except`; null for the organization itself. Read with `appsIn`, before the next one. */
  readonly apps: readonly string[] | null;
  readonly except: { has(app: string): boolean };
  /** How many apps that is; 1 for the organization itself. */
  readonly count: number;
  readonly before: ActionSet;
  readonly after: ActionSet;
  /** A silo kept the apps from them before, and none does any more. */
  readonly opened: boolean;
}

/** The apps of a difference, one by one: there may be millions, so nobody makes them all unless somebody wants them. */
export function* appsIn({ apps, except }: Difference): Generator<string> {
  for (const app of apps ?? []) if (!except.has(app)) yield app;
}

/** Apps that are the same for everybody to whom neither a team nor a collaboration gives anything on them. */
interface Kind {
  readonly before: AppFacts | undefined;
  readonly after: AppFacts | undefined;
  readonly ids: string[];
}

/** An app in both states. */
interface Pair {
  readonly id: string;
  readonly before: AppFacts | undefined;
  readonly after: AppFacts | undefined;
  /** Which of the kinds. */
  readonly kind: number;
  /** The number of the last group of people to whom teams or collaborations may give something on it. */
  own: number;
}

/** By the id that an app has after: the id that it had before. */
export type Renamed = ReadonlyMap<string, string>;
const NOT_RENAMED: Renamed = new Map();
export const NO_APPS: ReadonlySet<string> = new Set();

const formOf = (app: AppFacts | undefined): string =>
  app === undefined ? '-' : `${app.visibility} ${app.compliance_labels.join(' ')}`;

/** Everybody whom the organization knows in one of the states: members, and persons who collaborate on its apps. */
export function peopleOf(...states: readonly Indexed[]): Set<string> {
  const people = new Set<string>();
  for (const { facts, sharedWith } of states) {
    for (const user of facts.members.keys()) people.add(user);
    for (const collaborator of sharedWith.keys()) if (!facts.organizations.has(collaborator)) people.add(collaborator);
  }
  return people;
}

/**
 * Two states of an organization. Apps on which neither a team nor a collaboration says anything are looked at by kind,
 * and people of the same role in the same teams as one: ten thousand people times five thousand apps are few steps.
 */
export class Comparison {
  readonly #before: Indexed;
  readonly #after: Indexed;
  readonly #kinds: Kind[] = [];
  /** By the id before and the id after. */
  readonly #pairs = new Map<string, Pair>();
  readonly #was: Words = { lo: 0, hi: 0 };
  readonly #is: Words = { lo: 0, hi: 0 };
  readonly #ofTeam = new Map<TeamFacts, readonly Pair[]>();
  #group = 0;

  constructor(before: Indexed, after: Indexed, renamed: Renamed = NOT_RENAMED) {
    this.#before = before;
    this.#after = after;
    const kinds = new Map<string, number>();
    for (const [id, app] of after.apps) {
      const earlier = renamed.get(id) ?? id;
      const pair = this.#add(kinds, id, before.apps.get(earlier), app);
      if (earlier !== id) this.#pairs.set(earlier, pair);
    }
    for (const [id, app] of before.apps) if (!this.#pairs.has(id)) this.#add(kinds, id, app, undefined);
  }

  #add(kinds: Map<string, number>, id: string, before: AppFacts | undefined, after: AppFacts | undefined): Pair {
    const form = `${formOf(before)}|${formOf(after)}`;
    const kind = kinds.get(form) ?? this.#kinds.push({ before, after, ids: [] }) - 1;
    kinds.set(form, kind);
    this.#kinds[kind]?.ids.push(id);
    const pair: Pair = { id, before, after, kind, own: 0 };
    this.#pairs.set(id, pair);
    return pair;
  }

  /** Where the access of these people differs, in the organization and on every app. */
  *differences(people: Iterable<string>): Generator<Difference> {
    for (const users of this.#alike(people, null)) {
      const [was, is] = this.#views(users);
      const [before, after] = [was.organization, is.organization];
      if (before.lo !== after.lo || before.hi !== after.hi)
        yield { users, apps: null, except: NO_APPS, count: 1, before, after, opened: false };
      const own = this.#ownPairs(users[0] ?? '');
      yield* this.#general(users, was, is, own);
      yield* this.#personal(users, was, is, own);
    }
  }

  /** Where the access of these people to these apps differs. */
  *differencesOn(apps: Iterable<string>, people: Iterable<string>): Generator<Difference> {
    const pairs = [...apps].flatMap((app) => this.#pairs.get(app) ?? []);
    const teams = new Set<string>();
    for (const { facts, silosOn } of [this.#before, this.#after])
      for (const team of facts.teams.values())
        if (silosOn.has(team.id) || pairs.some(({ id }) => team.apps.has(id))) teams.add(team.id);
    for (const users of this.#alike(people, teams)) {
      const [was, is] = this.#views(users);
      yield* this.#personal(users, was, is, pairs);
    }
  }

  #views([first = '']: readonly string[]): readonly [View, View] {
    return [viewOf(actorIn(this.#before, first)), viewOf(actorIn(this.#after, first))];
  }

  /** People by what decides about them: role and teams, before and after. Who collaborates stands alone. */
  #alike(people: Iterable<string>, teams: ReadonlySet<string> | null): Iterable<string[]> {
    const groups = new Map<string, string[]>();
    for (const user of people) {
      const key = this.#isAlone(user)
        ? `@${user}`
        : `${likeness(this.#before, user, teams)}|${likeness(this.#after, user, teams)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [user]);
      else group.push(user);
    }
    return groups.values();
  }

  #isAlone(user: string): boolean {
    const [{ sharedWith, facts }, after] = [this.#before, this.#after];
    return (
      sharedWith.has(user) || after.sharedWith.has(user) || facts.partners.has(user) || after.facts.partners.has(user)
    );
  }

  /** The apps on which somebody's teams or collaborations may give them something. */
  #ownPairs(user: string): Pair[] {
    this.#group += 1;
    const own: Pair[] = [];
    const add = (pair: Pair): void => {
      if (pair.own !== this.#group) own.push(pair);
      pair.own = this.#group;
    };
    for (const state of [this.#before, this.#after]) {
      for (const team of state.teamsOf.get(user) ?? []) for (const pair of this.#pairsOf(team)) add(pair);
      for (const who of [user, ...(state.facts.partners.get(user)?.keys() ?? [])])
        for (const app of state.sharedWith.get(who) ?? []) for (const pair of this.#find(app)) add(pair);
    }
    return own;
  }

  #find(app: string): readonly Pair[] {
    const pair = this.#pairs.get(app);
    return pair === undefined ? [] : [pair];
  }

  #pairsOf(team: TeamFacts): readonly Pair[] {
    const known = this.#ofTeam.get(team) ?? [...team.apps.keys()].flatMap((app) => this.#find(app));
    this.#ofTeam.set(team, known);
    return known;
  }

  *#general(users: readonly string[], was: View, is: View, own: readonly Pair[]): Generator<Difference> {
    const counts = this.#kinds.map(({ ids }) => ids.length);
    for (const { kind } of own) counts[kind] = (counts[kind] ?? 0) - 1;
    const group = this.#group;
    const except = { has: (app: string) => this.#pairs.get(app)?.own === group };
    for (const [index, kind] of this.#kinds.entries()) {
      const count = counts[index] ?? 0;
      if (count === 0) continue;
      const opened = this.#differ(was, is, kind, false);
      if (opened !== null) yield { users, apps: kind.ids, except, count, ...this.#sets(), opened };
    }
  }

  /** One difference for all apps that differ alike. */
  *#personal(users: readonly string[], was: View, is: View, pairs: readonly Pair[]): Generator<Difference> {
    const found: { before: ActionSet; after: ActionSet; opened: boolean; apps: string[] }[] = [];
    const [b, a] = [this.#was, this.#is];
    for (const pair of pairs) {
      const opened = this.#differ(was, is, pair, true);
      if (opened === null) continue;
      const like = found.find(
        ({ before, after, ...one }) =>
          before.lo === b.lo && before.hi === b.hi && after.lo === a.lo && after.hi === a.hi && one.opened === opened,
      );
      if (like === undefined) found.push({ ...this.#sets(), opened, apps: [pair.id] });
      else like.apps.push(pair.id);
    }
    for (const one of found) yield { users, except: NO_APPS, count: one.apps.length, ...one };
  }

  /** Null where nothing differs; else whether a silo's closing ended. What was and what is stand in the words. */
  #differ(was: View, is: View, { before, after }: Pick<Kind, 'before' | 'after'>, personal: boolean): boolean | null {
    const [b, a] = [this.#was, this.#is];
    const closedBefore = evaluate(was, before, personal, b);
    const closedAfter = evaluate(is, after, personal, a);
    return b.lo === a.lo && b.hi === a.hi ? null : closedBefore && !closedAfter;
  }

  #sets(): { before: ActionSet; after: ActionSet } {
    return { before: { ...this.#was }, after: { ...this.#is } };
  }
}

function likeness({ facts, teamsOf }: Indexed, user: string, teams: ReadonlySet<string> | null): string {
  let key = facts.members.get(user) ?? '';
  for (const team of teamsOf.get(user) ?? []) if (teams === null || teams.has(team.id)) key += ` ${team.id}`;
  return key;
}

/** What may be done with an app, written into two words; answers whether a silo closes it. */
function evaluate(view: View, app: AppFacts | undefined, personal: boolean, into: Words): boolean {
  into.lo = 0;
  into.hi = 0;
  if (app === undefined) return false;
  if (view.required.length > 0 && closes(view.required, app.compliance_labels)) return true;
  addGeneral(view, app.visibility, into);
  if (personal) addPersonal(view, app, into);
  return false;
}

/** What a set has that another lacks. */
export const minus = (a: ActionSet, b: ActionSet): ActionSet => ({ lo: a.lo & ~b.lo, hi: a.hi & ~b.hi });

const VIEW = { lo: LO.view_apps, hi: HI.view_apps };
/** Whether a difference is a silo's opening: it kept the apps from these people, and now they can look at them. */
export const isOpening = ({ opened, after }: Difference): boolean =>
  opened && ((after.lo & VIEW.lo) | (after.hi & VIEW.hi)) !== 0;
