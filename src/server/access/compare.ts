import { type ActionSet, NO_ACTIONS } from './action-set.ts';
import type { AppFacts } from './facts.ts';
import { actorIn, type Indexed } from './organization-facts.ts';
import { addGeneral, addPersonal, closes, type View, viewOf, type Words } from './view.ts';

/** Where somebody's access differs between two states. Without an app, in the organization itself. */
export interface Difference {
  readonly user_id: string;
  readonly apps: readonly string[] | null;
  readonly before: ActionSet;
  readonly after: ActionSet;
  /** A silo kept the apps from them before, and none does any more. */
  readonly opened: boolean;
}

/** Apps that are the same for everybody to whom neither a team nor a collaboration gives anything on them. */
interface Kind {
  readonly before: AppFacts | undefined;
  readonly after: AppFacts | undefined;
  readonly ids: readonly string[];
}

/** An app of the state before, under the id that it has after. */
export type Renamed = ReadonlyMap<string, string>;

const formOf = (app: AppFacts | undefined): string =>
  app === undefined ? '-' : `${app.visibility} ${app.compliance_labels.join(' ')}`;

function kindsOf(before: Indexed, after: Indexed, renamed: Renamed): Kind[] {
  const kinds = new Map<string, { before: AppFacts | undefined; after: AppFacts | undefined; ids: string[] }>();
  const add = (id: string, was: AppFacts | undefined, is: AppFacts | undefined): void => {
    const form = `${formOf(was)}|${formOf(is)}`;
    const kind = kinds.get(form);
    if (kind === undefined) kinds.set(form, { before: was, after: is, ids: [id] });
    else kind.ids.push(id);
  };
  for (const [id, app] of after.apps) add(id, before.apps.get(renamed.get(id) ?? id), app);
  const moved = new Set(renamed.values());
  for (const [id, app] of before.apps) if (!after.apps.has(id) && !moved.has(id)) add(id, app, undefined);
  return [...kinds.values()];
}

/** The apps on which somebody's teams or collaborations may give them something. */
function addOwnApps({ teamsOf, sharedWith, facts }: Indexed, userId: string, into: Set<string>): void {
  for (const team of teamsOf.get(userId) ?? []) for (const app of team.apps.keys()) into.add(app);
  for (const app of sharedWith.get(userId) ?? []) into.add(app);
  for (const organization of facts.partners.get(userId)?.keys() ?? [])
    for (const app of sharedWith.get(organization) ?? []) into.add(app);
}

/** What somebody may do with an app; `personal` says whether teams and collaborations are looked at. */
function evaluate(view: View, app: AppFacts | undefined, personal: boolean, into: Words): boolean {
  into.lo = 0;
  into.hi = 0;
  if (app === undefined) return false;
  if (view.required.length > 0 && closes(view.required, app.compliance_labels)) return true;
  addGeneral(view, app.visibility, into);
  if (personal) addPersonal(view, app, into);
  return false;
}

/** Everybody whom the organization knows in either state: members, and persons who collaborate on its apps. */
export function peopleOf(...states: readonly Indexed[]): Set<string> {
  const people = new Set<string>();
  for (const { facts, sharedWith } of states) {
    for (const user of facts.members.keys()) people.add(user);
    for (const collaborator of sharedWith.keys()) people.add(collaborator);
  }
  return people;
}

const NOT_RENAMED: Renamed = new Map();

/** Compares two states of an organization, person by person. */
export class Comparison {
  readonly #before: Indexed;
  readonly #after: Indexed;
  readonly #renamed: Renamed;
  readonly #kinds: readonly Kind[];
  readonly #was: Words = { lo: 0, hi: 0 };
  readonly #is: Words = { lo: 0, hi: 0 };

  constructor(before: Indexed, after: Indexed, renamed: Renamed = NOT_RENAMED) {
    this.#before = before;
    this.#after = after;
    this.#renamed = renamed;
    this.#kinds = kindsOf(before, after, renamed);
  }

  /**
   * Where the access of these people differs. Apps on which neither a team nor a collaboration says anything are
   * looked at by kind, not one by one: ten thousand people times five thousand apps are a few million steps.
   */
  *differences(people: Iterable<string>): Generator<Difference> {
    for (const user_id of people) {
      const [was, is] = [viewOf(actorIn(this.#before, user_id)), viewOf(actorIn(this.#after, user_id))];
      const [before, after] = [was.organization, is.organization];
      if (before.lo !== after.lo || before.hi !== after.hi) yield { user_id, apps: null, before, after, opened: false };
      const own = new Set<string>();
      addOwnApps(this.#before, user_id, own);
      addOwnApps(this.#after, user_id, own);
      for (const [later, earlier] of this.#renamed) if (own.has(earlier)) own.add(later);
      yield* this.#general(user_id, was, is, own);
      yield* this.#personal(user_id, was, is, own);
    }
  }

  *#general(user_id: string, was: View, is: View, own: ReadonlySet<string>): Generator<Difference> {
    for (const kind of this.#kinds) {
      const found = this.#differ(user_id, was, is, kind.before, kind.after, false);
      if (found === null) continue;
      const apps = own.size === 0 ? kind.ids : kind.ids.filter((id) => !own.has(id));
      if (apps.length > 0) yield { ...found, apps };
    }
  }

  *#personal(user_id: string, was: View, is: View, own: ReadonlySet<string>): Generator<Difference> {
    for (const id of own) {
      const after = this.#after.apps.get(id);
      const earlier = after === undefined ? id : (this.#renamed.get(id) ?? id);
      if (after === undefined && this.#isRenamed(id)) continue;
      const found = this.#differ(user_id, was, is, this.#before.apps.get(earlier), after, true);
      if (found !== null) yield { ...found, apps: [id] };
    }
  }

  #isRenamed(id: string): boolean {
    for (const earlier of this.#renamed.values()) if (earlier === id) return true;
    return false;
  }

  #differ(
    user_id: string,
    was: View,
    is: View,
    before: AppFacts | undefined,
    after: AppFacts | undefined,
    personal: boolean,
  ): Omit<Difference, 'apps'> | null {
    const [b, a] = [this.#was, this.#is];
    const closedBefore = evaluate(was, before, personal, b);
    const closedAfter = evaluate(is, after, personal, a);
    if (b.lo === a.lo && b.hi === a.hi) return null;
    return { user_id, before: { ...b }, after: { ...a }, opened: closedBefore && !closedAfter };
  }
}

/** What a set has that another lacks. */
export const minus = (a: ActionSet, b: ActionSet): ActionSet =>
  a === b ? NO_ACTIONS : { lo: a.lo & ~b.lo, hi: a.hi & ~b.hi };
