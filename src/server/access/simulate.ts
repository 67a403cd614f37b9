import {
  type AccessChange,
  MAX_LISTED_OPENINGS,
  type SiloOpenings,
  type SimulatedChange,
} from '../../contract/access.ts';
import { type ActionSet, bitCount, namesIn } from './action-set.ts';
import { applyChanges } from './apply-changes.ts';
import { appsIn, Comparison, type Difference, isOpening, minus, peopleOf } from './compare.ts';
import { missingLabels } from './decide.ts';
import { type Indexed, index, silosBinding } from './organization-facts.ts';

/** What is gained, or lost, all told and as far as it is listed. */
class Tally {
  readonly listed: AccessChange[] = [];
  readonly #limit: number;
  count = 0;
  readonly people = new Set<string>();
  readonly #apps = new Set<string>();
  /** By list of apps that many people share: those that nobody has been found for yet. */
  readonly #open = new Map<readonly string[], Set<string>>();

  constructor(limit: number) {
    this.#limit = limit;
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

  #note({ apps, except }: Difference): void {
    if (apps === null) return;
    const open = this.#open.get(apps) ?? new Set(apps);
    if (apps.length > 1) this.#open.set(apps, open);
    for (const app of open) {
      if (except.has(app)) continue;
      open.delete(app);
      this.#apps.add(app);
    }
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

/** Who gains and who loses what from one state to another; everybody whom either knows, unless `people` says whom. */
export function compare(before: Indexed, after: Indexed, limit: number, people?: Iterable<string>): Outcome {
  const [gained, lost] = [new Tally(limit), new Tally(limit)];
  const listed: SiloOpenings['listed'] = [];
  let count = 0;
  for (const difference of new Comparison(before, after).differences(people ?? peopleOf(before, after))) {
    gained.add(difference, minus(difference.after, difference.before));
    lost.add(difference, minus(difference.before, difference.after));
    if (!isOpening(difference)) continue;
    count += difference.count * difference.users.length;
    if (listed.length < MAX_LISTED_OPENINGS) listOpenings(before, difference, listed);
  }
  return { gained, lost, silo_openings: { count, listed } };
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
  return compare(before, after, limit, draft.everybody ? undefined : draft.concerned);
}
