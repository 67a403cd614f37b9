import { type ActionSet, HI, LO } from './action-set.ts';
import type { AppFacts } from './facts.ts';
import { actorIn, type Indexed } from './organization-facts.ts';
import { addGeneral, addPersonal, closes, type View, viewOf, type Words } from './view.ts';

/** Where the access of some people, the same for all of them, differs between two states. */
export interface Difference {
  readonly users: readonly string[];
  /** The apps, without those in `except`; null for the organization itself. Read with `appsIn`. */
  readonly apps: readonly string[] | null;
  readonly except: ReadonlySet<string>;
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

/** By the id that an app has after: the id that it had before. */
export type Renamed = ReadonlyMap<string, string>;
const NOT_RENAMED: Renamed = new Map();
const NO_APPS: ReadonlySet<string> = new Set();

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
  readonly #renamed: Renamed;
  readonly #kinds = new Map<string, Kind>();
  readonly #kindOf = new Map<string, Kind>();
  readonly #was: Words = { lo: 0, hi: 0 };
  readonly #is: Words = { lo: 0, hi: 0 };

  constructor(before: Indexed, after: Indexed, renamed: Renamed = NOT_RENAMED) {
    this.#before = before;
    this.#after = after;
    this.#renamed = renamed;
    const moved = new Set(renamed.values());
    for (const [id, app] of after.apps) this.#add(id, before.apps.get(renamed.get(id) ?? id), app);
    for (const [id, app] of before.apps) if (!after.apps.has(id) && !moved.has(id)) this.#add(id, app, undefined);
  }

  #add(id: string, before: AppFacts | undefined, after: AppFacts | undefined): void {
    const form = `${formOf(before)}|${formOf(after)}`;
    const kind = this.#kinds.get(form) ?? { before, after, ids: [] };
    kind.ids.push(id);
    this.#kinds.set(form, kind);
    this.#kindOf.set(id, kind);
  }

  /** Where the access of these people differs. */
  *differences(people: Iterable<string>): Generator<Difference> {
    for (const users of this.#alike(people)) {
      const [first = ''] = users;
      const [was, is] = [viewOf(actorIn(this.#before, first)), viewOf(actorIn(this.#after, first))];
      const [before, after] = [was.organization, is.organization];
      if (before.lo !== after.lo || before.hi !== after.hi)
        yield { users, apps: null, except: NO_APPS, count: 1, before, after, opened: false };
      const own = this.#ownApps(first);
      yield* this.#general(users, was, is, own);
      yield* this.#personal(users, was, is, own);
    }
  }

  /** People by what decides about them: role and teams, before and after. Who collaborates stands alone. */
  #alike(people: Iterable<string>): Iterable<string[]> {
    const groups = new Map<string, string[]>();
    for (const user of people) {
      const key = this.#isAlone(user) ? `@${user}` : `${likeness(this.#before, user)}|${likeness(this.#after, user)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [user]);
      else group.push(user);
    }
    return groups.values();
  }

  #isAlone(user: string): boolean {
    return [this.#before, this.#after].some(
      ({ sharedWith, facts }) => sharedWith.has(user) || facts.partners.has(user),
    );
  }

  /** The apps on which somebody's teams or collaborations may give them something, by the id that they have after. */
  #ownApps(user: string): ReadonlySet<string> {
    const own = new Set<string>();
    addOwnApps(this.#before, user, own);
    for (const [later, earlier] of this.#renamed) if (own.delete(earlier)) own.add(later);
    addOwnApps(this.#after, user, own);
    return own;
  }

  *#general(users: readonly string[], was: View, is: View, own: ReadonlySet<string>): Generator<Difference> {
    const ownOf = new Map<Kind, number>();
    for (const id of own) {
      const kind = this.#kindOf.get(id);
      if (kind !== undefined) ownOf.set(kind, (ownOf.get(kind) ?? 0) + 1);
    }
    for (const kind of this.#kinds.values()) {
      const count = kind.ids.length - (ownOf.get(kind) ?? 0);
      const found = count === 0 ? null : this.#differ(was, is, kind.before, kind.after, false);
      if (found !== null) yield { users, apps: kind.ids, except: own, count, ...found };
    }
  }

  *#personal(users: readonly string[], was: View, is: View, own: ReadonlySet<string>): Generator<Difference> {
    for (const id of own) {
      const before = this.#before.apps.get(this.#renamed.get(id) ?? id);
      const found = this.#differ(was, is, before, this.#after.apps.get(id), true);
      if (found !== null) yield { users, apps: [id], except: NO_APPS, count: 1, ...found };
    }
  }

  #differ(was: View, is: View, before: AppFacts | undefined, after: AppFacts | undefined, personal: boolean) {
    const [b, a] = [this.#was, this.#is];
    const closedBefore = evaluate(was, before, personal, b);
    const closedAfter = evaluate(is, after, personal, a);
    if (b.lo === a.lo && b.hi === a.hi) return null;
    return { before: { ...b }, after: { ...a }, opened: closedBefore && !closedAfter };
  }
}

function likeness({ facts, teamsOf }: Indexed, user: string): string {
  let key = facts.members.get(user) ?? '';
  for (const team of teamsOf.get(user) ?? []) key += ` ${team.id}`;
  return key;
}

function addOwnApps({ teamsOf, sharedWith, facts }: Indexed, userId: string, into: Set<string>): void {
  for (const team of teamsOf.get(userId) ?? []) for (const app of team.apps.keys()) into.add(app);
  for (const app of sharedWith.get(userId) ?? []) into.add(app);
  for (const organization of facts.partners.get(userId)?.keys() ?? [])
    for (const app of sharedWith.get(organization) ?? []) into.add(app);
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
