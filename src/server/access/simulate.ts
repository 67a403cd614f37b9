import {
  type AccessChange,
  MAX_LISTED_OPENINGS,
  type SiloOpenings,
  type SimulatedChange,
} from '../../contract/access.ts';
import { type ActionSet, bitCount, namesIn } from './action-set.ts';
import { applyChanges } from './apply-changes.ts';
import { appsIn, Comparison, type Difference, isOpening, minus, NO_APPS, peopleOf } from './compare.ts';
import { missingLabels } from './decide.ts';
import { type Indexed, index, silosBinding } from './organization-facts.ts';

/** What is gained, or lost, all told and as far as it is listed. */
class Tally {
  readonly listed: AccessChange[] = [];
  readonly #limit: number;
  readonly #all: number;
  count = 0;
  readonly people = new Set<string>();
  readonly #apps = new Set<string>();
  /** By list of apps that many people share: those that nobody has been found for yet. */
  readonly #open = new Map<readonly string[], Set<string>>();

  /** At most `limit` are listed; there are `all` apps in both states together. */
  constructor(limit: number, all: number) {
    this.#limit = limit;
    this.#all = all;
  }

  get apps(): number {
    return this.#apps.size;
  }

  add(difference: Difference, actions: ActionSet): void {
    const each = bitCount(actions.lo) + bitCount(actions.hi);
    if (each === 0) return;
    this.count += each * difference.count * difference.users.length;
    for (const user of difference.users) this.people.add(user);
    this.#note(difference);
    if (this.listed.length < this.#limit) this.#list(difference, namesIn(actions));
  }

  #note({ apps, except, count }: Difference): void {
    if (apps === null || this.#apps.size === this.#all) return;
    // A whole kind of apps is shared by many people: each app of it is found once.
    const open = this.#open.get(apps) ?? (count > 1 && except !== NO_APPS ? new Set(apps) : apps);
    for (const app of open) {
      if (except.has(app)) continue;
      this.#apps.add(app);
      if (open instanceof Set) open.delete(app);
    }
    if (open instanceof Set) this.#open.set(apps, open);
  }

  #list(difference: Difference, actions: readonly string[]): void {
    for (const user_id of difference.users) {
      if (difference.apps === null) this.#push(actions.map((action) => ({ user_id, action })));
      else
        for (const app_id of appsIn(difference)) {
          if (this.listed.length >= this.#limit) return;
          this.#push(actions.map((action) => ({ user_id, app_id, action })));
        }
    }
  }

  #push(changes: AccessChange[]): void {
    this.listed.push(...changes.slice(0, this.#limit - this.listed.length));
  }
}

export interface Outcome {
  readonly gained: Tally;
  readonly lost: Tally;
  readonly silo_openings: SiloOpenings;
}

/** Who is compared: these people on all apps, and everybody else on these apps. */
export interface Concerned {
  readonly people: Iterable<string>;
  readonly apps: ReadonlySet<string>;
}

/** Who gains and who loses what from one state to another; everybody whom either knows, unless `concerned` says whom. */
export function compare(before: Indexed, after: Indexed, limit: number, concerned?: Concerned): Outcome {
  const all = new Set([...before.apps.keys(), ...after.apps.keys()]).size;
  const [gained, lost] = [new Tally(limit, all), new Tally(limit, all)];
  const listed: SiloOpenings['listed'] = [];
  let count = 0;
  for (const difference of differences(before, after, concerned)) {
    gained.add(difference, minus(difference.after, difference.before));
    lost.add(difference, minus(difference.before, difference.after));
    if (!isOpening(difference)) continue;
    count += difference.count * difference.users.length;
    if (listed.length < MAX_LISTED_OPENINGS) listOpenings(before, difference, listed);
  }
  return { gained, lost, silo_openings: { count, listed } };
}

function* differences(before: Indexed, after: Indexed, concerned?: Concerned): Generator<Difference> {
  const comparison = new Comparison(before, after);
  const everybody = peopleOf(before, after);
  const people = new Set(concerned?.people ?? everybody);
  yield* comparison.differences(people);
  if (concerned === undefined || concerned.apps.size === 0) return;
  for (const user of people) everybody.delete(user);
  yield* comparison.differencesOn(concerned.apps, everybody);
}

/** Lists the apps of an opening with the silos that closed them, as far as there is room. */
export function listOpenings(before: Indexed, difference: Difference, listed: SiloOpenings['listed']): void {
  const silos = silosBinding(before, difference.users[0] ?? '');
  for (const app_id of appsIn(difference)) {
    if (listed.length >= MAX_LISTED_OPENINGS) return;
    const labels = before.apps.get(app_id)?.compliance_labels ?? [];
    const silo_ids = silos.filter((silo) => missingLabels(silo, labels).length > 0).map(({ id }) => id);
    for (const user_id of difference.users)
      if (listed.length < MAX_LISTED_OPENINGS) listed.push({ user_id, app_id, silo_ids });
  }
}

/** What changes would open and close, without making them. Throws not_found for what they name and is not there. */
export function simulate(before: Indexed, changes: readonly SimulatedChange[], limit: number): Outcome {
  const draft = applyChanges(before.facts, changes);
  const after = index(draft.facts);
  return compare(before, after, limit, { people: draft.concerned, apps: draft.touched });
}
